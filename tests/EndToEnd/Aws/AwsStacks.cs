namespace RetailBus.EndToEnd.Aws;

/// <summary>The stacks as one deployment has them.</summary>
internal static class AwsStacks
{
    public const string Region = "us-east-1";
    public const string Raw = "retailbus-raw-test";
    public const string Processed = "retailbus-processed-test";
    public const string Quarantine = "retailbus-quarantine-test";
    public const string PublicEvents = "retailbus-public-events";

    /// <summary>The services' settings for what the stacks make.</summary>
    public static Dictionary<string, string?> Settings { get; } = new()
    {
        ["Aws:Provision"] = "false",
        ["Aws:Region"] = Region,
        ["Zones:Raw"] = Raw,
        ["Zones:Processed"] = Processed,
        ["Zones:Quarantine"] = Quarantine,

        // These brokers take back what a cut poll did not get.
        ["Bus:PollStopSeconds"] = "0.2",
    };

    public static (string Name, string Value)[] OfMessaging(bool all) =>
        [("RawBucket", Raw), ("PublicEvents", all ? "true" : "false"), ("Lineage", all ? "true" : "false")];

    public static (string Name, string Value)[] OfStorage(string landQueueArn) =>
    [
        ("RawBucket", Raw), ("ProcessedBucket", Processed), ("QuarantineBucket", Quarantine), ("LandQueueArn", landQueueArn),
        ("StreamBufferSeconds", "1"),
    ];

    public static AwsDeployment Messaging(string account, bool all) =>
        AwsTemplate.Read("messaging").Deploy(account, Region, OfMessaging(all));

    public static AwsDeployment Storage(string account, AwsDeployment messaging) =>
        AwsTemplate.Read("storage").Deploy(account, Region, OfStorage(messaging.Output("LandQueueArn")));

    public static AwsDeployment Roles(string account) => AwsTemplate.Read("roles").Deploy(
        account, Region, ("RawBucket", Raw), ("ProcessedBucket", Processed), ("QuarantineBucket", Quarantine), ("VolumeId", "fs-1"),
        ("WarehouseFolder", "fsap-1"), ("SecurityFolder", "fsap-2"));

    /// <summary>Every parameter that has no default is given its own name.</summary>
    public static AwsDeployment Services(params (string Name, string Value)[] given)
    {
        var template = AwsTemplate.Read("services");
        return template.Deploy(
            "123456789012",
            Region,
            [.. template.Parameters.Where(name => template.Default(name) is null && given.All(one => one.Name != name))
                .Select(name => (name, name)), .. given]);
    }
}
