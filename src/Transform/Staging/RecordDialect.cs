namespace RetailBus.Transform.Staging;

/// <summary>What parts values and records, and what encloses values; a line feed may have a carriage return before it.</summary>
internal readonly record struct RecordDialect(byte Delimiter, byte Newline, byte Quote = (byte)'"')
{
    /// <summary>Stands for no delimiter or no quote: a byte that UTF-8 never has.</summary>
    public const byte None = 0xff;

    /// <summary>Every line is one value.</summary>
    public static RecordDialect Lines(byte newline) => new(None, newline, None);
}
