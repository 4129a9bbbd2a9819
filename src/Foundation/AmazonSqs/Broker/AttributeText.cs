using System.Globalization;

namespace RetailBus.AmazonSqs.Broker;

/// <summary>SNS and SQS take every attribute as text.</summary>
internal static class AttributeText
{
    public static Dictionary<string, string> Of(IEnumerable<KeyValuePair<string, object>> attributes) =>
        attributes.ToDictionary(attribute => attribute.Key, attribute => Of(attribute.Value), StringComparer.Ordinal);

    private static string Of(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        TimeSpan span => ((int)span.TotalSeconds).ToString(CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
