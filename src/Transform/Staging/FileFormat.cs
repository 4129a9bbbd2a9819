namespace RetailBus.Transform.Staging;

internal enum FileFormat
{
    /// <summary>Values with a delimiter between them.</summary>
    Delimited,

    /// <summary>One JSON object a line (NDJSON), or several without anything between them.</summary>
    JsonLines,
}
