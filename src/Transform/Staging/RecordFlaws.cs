namespace RetailBus.Transform.Staging;

/// <summary>What is odd about how a record is written.</summary>
[Flags]
internal enum RecordFlaws
{
    None = 0,

    /// <summary>A quote that is never closed, or text after a closing quote; its first line stands for the record.</summary>
    BrokenQuote = 1,

    /// <summary>Longer than <see cref="StagingLimits.RecordBytes"/>; its beginning stands for the record.</summary>
    TooLong = 2,

    /// <summary>A quote inside an unquoted value, or a carriage return or line feed that ends no line: taken as it stands.</summary>
    Literal = 4,

    /// <summary>Spaces around a value.</summary>
    Padded = 8,

    /// <summary>Some value stands in quotes.</summary>
    Quoted = 16,

    /// <summary>A NUL byte, as a crash or a copy from binary leaves them; its values are not taken.</summary>
    Nul = 32,

    /// <summary>A line end in quotes.</summary>
    Multiline = 64,
}
