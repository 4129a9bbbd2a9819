namespace RetailBus.Transform.Staging;

/// <summary>What parts values and records; a line feed may have a carriage return before it.</summary>
internal readonly record struct RecordDialect(byte Delimiter, byte Newline);
