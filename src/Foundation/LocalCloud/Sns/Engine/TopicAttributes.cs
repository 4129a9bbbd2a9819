using RetailBus.LocalCloud.Hosting;

namespace RetailBus.LocalCloud.Sns.Engine;

/// <summary>The attributes that clients set on standard topics. All are kept and shown; none changes what a topic does.</summary>
internal static class TopicAttributes
{
    public const string DisplayName = "DisplayName";
    public const string Policy = "Policy";

    private static readonly string[] Known =
        [DisplayName, Policy, "DeliveryPolicy", "KmsMasterKeyId", "SignatureVersion", "TracingConfig"];

    /// <exception cref="SnsException">InvalidParameter.</exception>
    public static void Check(string name, string value)
    {
        if (name is "FifoTopic" or "ContentBasedDeduplication" or "ArchivePolicy" or "FifoThroughputScope")
            throw SnsErrors.InvalidParameter(name, "FIFO topics are not served by this endpoint, only standard topics");
        if (!Known.Contains(name))
            throw SnsErrors.InvalidParameter("AttributeName", $"{name} is not an attribute that can be set");
        var valid = name switch
        {
            DisplayName => value.Length <= SnsLimits.DisplayNameLength,
            Policy or "DeliveryPolicy" => value.Length == 0 || JsonText.IsObject(value),
            "SignatureVersion" => value is "" or "1" or "2",
            "TracingConfig" => value is "" or "PassThrough" or "Active",
            _ => true,
        };
        if (!valid)
            throw SnsErrors.InvalidParameter(name, "The value is not valid for this attribute");
    }
}
