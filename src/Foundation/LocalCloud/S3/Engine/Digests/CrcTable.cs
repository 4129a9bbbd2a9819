namespace RetailBus.LocalCloud.S3.Engine.Digests;

/// <summary>A reflected cyclic redundancy check of 32 or 64 bits: by folding where it can, and by slicing-by-8 tables.</summary>
internal sealed class CrcTable
{
    private readonly ulong[][] _slices = new ulong[8][];
    private readonly CrcFolding _folding;

    /// <param name="polynomial">The reflected polynomial.</param>
    /// <param name="width">32 or 64 bits.</param>
    public CrcTable(ulong polynomial, int width)
    {
        _folding = new CrcFolding(polynomial, width);
        for (var slice = 0; slice < 8; slice++)
            _slices[slice] = new ulong[256];
        for (var value = 0; value < 256; value++)
        {
            var crc = (ulong)value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ polynomial : crc >> 1;
            _slices[0][value] = crc;
        }

        for (var slice = 1; slice < 8; slice++)
        {
            for (var value = 0; value < 256; value++)
            {
                var previous = _slices[slice - 1][value];
                _slices[slice][value] = (previous >> 8) ^ _slices[0][previous & 0xFF];
            }
        }
    }

    public ulong Update(ulong crc, ReadOnlySpan<byte> bytes)
    {
        if (!CrcFolding.Suits(bytes.Length))
            return UpdateByTable(crc, bytes);
        Span<byte> shortened = stackalloc byte[16];
        var rest = _folding.Shorten(crc, bytes, shortened);
        return UpdateByTable(UpdateByTable(0, shortened), rest);
    }

    private ulong UpdateByTable(ulong crc, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= 8)
        {
            var word = crc ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            crc = _slices[7][(byte)word] ^ _slices[6][(byte)(word >> 8)] ^ _slices[5][(byte)(word >> 16)] ^ _slices[4][(byte)(word >> 24)]
                ^ _slices[3][(byte)(word >> 32)] ^ _slices[2][(byte)(word >> 40)] ^ _slices[1][(byte)(word >> 48)] ^ _slices[0][word >> 56];
            bytes = bytes[8..];
        }

        foreach (var value in bytes)
            crc = (crc >> 8) ^ _slices[0][(byte)(crc ^ value)];
        return crc;
    }
}
