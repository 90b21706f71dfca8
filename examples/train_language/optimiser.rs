//! Weights with their steps: Adagrad, with one rate a row for what is rare and one a cell for what is always used.

/// A deterministic source of numbers (xorshift).
pub struct Random(pub u64);

impl Random {
    /// The next number.
    pub fn next(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 32) as u32
    }

    /// A number from 0 to 1.
    pub fn unit(&mut self) -> f32 {
        (self.next() >> 8) as f32 / (1 << 24) as f32
    }

    /// Brings items into another order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.next() as usize % (i + 1));
        }
    }
}

/// Rows that are used now and then.
pub struct Rows<const W: usize> {
    pub weights: Vec<[f32; W]>,
    squares: Vec<f32>,
}

/// What fits in a byte of a file.
const MOST: f32 = 127.0 / parallax::language::network::UNIT as f32;

impl<const W: usize> Rows<W> {
    pub fn new(count: u32, scale: f32, random: &mut Random) -> Self {
        let weights = (0..count).map(|_| [(); W].map(|()| (random.unit() - 0.5) * 2.0 * scale)).collect();
        Self { weights, squares: vec![0.0; count as usize] }
    }

    /// Takes the weights of an earlier training, whose steps were small at its end.
    pub fn resume(&mut self, bytes: &mut &[u8]) {
        let unit = parallax::language::network::UNIT as f32;
        for cell in self.weights.as_flattened_mut() {
            let Some((byte, rest)) = bytes.split_first() else { return };
            *cell = f32::from(*byte as i8) / unit;
            *bytes = rest;
        }
        self.squares.fill(0.1);
    }

    /// One step down the gradient.
    pub fn update(&mut self, row: u32, gradient: &[f32; W], rate: f32) {
        let square = &mut self.squares[row as usize];
        *square += gradient.iter().map(|g| g * g).sum::<f32>() / W as f32;
        let rate = rate / (square.sqrt() + 1e-6);
        for (w, g) in self.weights[row as usize].iter_mut().zip(gradient) {
            *w = (*w - rate * g).clamp(-MOST, MOST);
        }
    }

    /// As bytes.
    pub fn write(&self, out: &mut Vec<u8>) {
        let unit = parallax::language::network::UNIT as f32;
        out.extend(self.weights.iter().flatten().map(|w| (w * unit).round().clamp(-127.0, 127.0) as i8 as u8));
    }
}

/// A matrix that every decision uses.
pub struct Dense<const W: usize> {
    pub weights: Vec<[f32; W]>,
    pub gradients: Vec<[f32; W]>,
    squares: Vec<[f32; W]>,
}

impl<const W: usize> Dense<W> {
    pub fn new(rows: usize, scale: f32, random: &mut Random) -> Self {
        let weights = (0..rows).map(|_| [(); W].map(|()| (random.unit() - 0.5) * 2.0 * scale)).collect();
        Self { weights, gradients: vec![[0.0; W]; rows], squares: vec![[0.0; W]; rows] }
    }

    /// Takes the weights of an earlier training, whose steps were small at its end.
    pub fn resume(&mut self, bytes: &mut &[u8]) {
        for cell in self.weights.as_flattened_mut() {
            let Some((four, rest)) = bytes.split_first_chunk::<4>() else { return };
            *cell = f32::from_le_bytes(*four);
            *bytes = rest;
        }
        self.squares.as_flattened_mut().fill(0.5);
    }

    /// One step down the gradients that were summed.
    pub fn update(&mut self, rate: f32) {
        for ((weights, gradients), squares) in self.weights.iter_mut().zip(&mut self.gradients).zip(&mut self.squares) {
            for ((w, g), s) in weights.iter_mut().zip(gradients.iter_mut()).zip(squares.iter_mut()) {
                *s += *g * *g;
                *w -= rate * *g / (s.sqrt() + 1e-6);
                *g = 0.0;
            }
        }
    }

    /// As numbers of four bytes.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.weights.iter().flatten().flat_map(|w| w.to_le_bytes()));
    }
}

/// Adds `x` times a row to sums.
pub fn add_scaled<const W: usize>(sums: &mut [f32; W], x: f32, row: &[f32; W]) {
    for (sum, weight) in sums.iter_mut().zip(row) {
        *sum += x * weight;
    }
}

/// The sum of the products of two rows.
pub fn dot<const W: usize>(a: &[f32; W], b: &[f32; W]) -> f32 {
    let mut sums = [0.0; 8];
    for (x, y) in a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0) {
        for i in 0..8 {
            sums[i] += x[i] * y[i];
        }
    }
    sums.iter().sum()
}
