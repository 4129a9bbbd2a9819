using MassTransit;
using MassTransit.Transports;

namespace RetailBus.AmazonSqs.Sending;

/// <summary>Headers whose values can be text, as text.</summary>
internal sealed class StringHeaderConverter(AllowTransportHeader? allow) : IHeaderValueConverter<string>
{
    public bool TryConvert(HeaderValue headerValue, out HeaderValue<string> result) =>
        headerValue.IsStringValue(out result) && (allow is null || allow(result));

    public bool TryConvert<T>(HeaderValue<T> headerValue, out HeaderValue<string> result) =>
        headerValue.IsStringValue(out result) && (allow is null || allow(result));
}
