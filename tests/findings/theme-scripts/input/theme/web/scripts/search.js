class Tim { #so = 1_000; static { this.x = a?.b ?? /[a-z]+(?<n>a)/v; } }
for await (const trang of nguon) if (trang.so > 1) mo(`Trang ${trang.so}`);
