using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace RetailBus.LocalCloud.Sns.Engine;

/// <summary>One message as filter policies see it; each form is made when the first policy asks for it.</summary>
internal sealed class FilterInput(Notification notification) : IDisposable
{
    private readonly Lazy<JsonDocument?> _body = new(() => ParseBody(NotificationRules.TextForQueues(notification)));
    private readonly Lazy<JsonDocument> _attributes = new(() => AttributesAsJson(notification));

    /// <summary>A body that is no JSON, or has half of a surrogate pair in it, passes no policy on the body.</summary>
    public bool Passes(Subscription subscription)
    {
        try
        {
            return subscription.Filter switch
            {
                null => true,
                { IsOnBody: true } policy => _body.Value is { } body && policy.Matches(body.RootElement),
                var policy => policy.Matches(_attributes.Value.RootElement),
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        if (_body.IsValueCreated)
            _body.Value?.Dispose();
        if (_attributes.IsValueCreated)
            _attributes.Value.Dispose();
    }

    private static JsonDocument? ParseBody(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// Numbers as numbers, <c>String.Array</c> as its JSON array, other text as text. Binary attributes can't be matched.
    /// </summary>
    private static JsonDocument AttributesAsJson(Notification notification)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var attribute in notification.Attributes.Where(a => !a.IsBinary))
            {
                json.WritePropertyName(attribute.Name);
                if (attribute.DataType == "String.Array" && ParseBody(attribute.Text) is { } array)
                    using (array)
                        array.RootElement.WriteTo(json);
                else if (attribute.DataType.StartsWith("Number", StringComparison.Ordinal))
                    json.WriteNumberValue(double.Parse(attribute.Text, CultureInfo.InvariantCulture));
                else
                    json.WriteStringValue(attribute.Text);
            }
            json.WriteEndObject();
        }
        return JsonDocument.Parse(buffer.WrittenMemory);
    }
}
