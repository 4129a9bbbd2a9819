using System.Globalization;

namespace RetailBus.AmazonSqs;

/// <summary>A message is larger than its queue or topic takes. Sending it again can't succeed.</summary>
public sealed class MessageTooLargeException : AmazonSqsTransportException
{
    public MessageTooLargeException(string destination, string messageType, int size, int limit)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"A {messageType} of {size:N0} bytes (UTF-8, attributes included) was not sent to '{destination}', which takes {limit:N0}: "
            + $"keep the content in an object store and send its address."))
    {
        Size = size;
        Limit = limit;
    }

    /// <summary>Bytes of UTF-8, attributes included.</summary>
    public int Size { get; }

    /// <summary>Bytes that the destination takes.</summary>
    public int Limit { get; }
}
