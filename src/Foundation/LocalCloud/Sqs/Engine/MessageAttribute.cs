using System.Text;

namespace RetailBus.LocalCloud.Sqs.Engine;

/// <summary>A message attribute's value as it was sent: text for String and Number types, bytes for Binary.</summary>
/// <param name="Name">Up to 256 characters.</param>
/// <param name="DataType">String, Number or Binary, with an optional custom suffix after a dot.</param>
/// <param name="Bytes">The value; UTF-8 for text.</param>
internal sealed record MessageAttribute(string Name, string DataType, byte[] Bytes)
{
    public bool IsBinary => DataType.StartsWith("Binary", StringComparison.Ordinal);

    public string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>What the attribute counts towards the message's size.</summary>
    public int Size => Encoding.UTF8.GetByteCount(Name) + Encoding.UTF8.GetByteCount(DataType) + Bytes.Length;
}
