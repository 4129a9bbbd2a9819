using RetailBus.LocalCloud.Faults;

namespace RetailBus.LocalCloud;

/// <summary>Where the local cloud keeps its state and where it listens.</summary>
public sealed record LocalCloudOptions
{
    /// <summary>The folder that holds all state; created when missing. One process at a time may use it.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The loopback port, 0 to 65535; 0 takes any free one. Default 4566.</summary>
    public int Port { get; init; } = 4566;

    /// <summary>The region that ARNs and events name. Default <c>us-east-1</c>.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>The 12-digit account that ARNs name. Default <c>000000000000</c>.</summary>
    public string AccountId { get; init; } = "000000000000";

    /// <summary>The only source of time. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// What a Firehose buffering interval is multiplied by, above 0 and at most 1; 0.001 turns seconds into milliseconds.
    /// AWS has no such setting. Default 1.
    /// </summary>
    public double FirehoseIntervalScale { get; init; } = 1;

    /// <summary>
    /// How long a new delivery stream is <c>CREATING</c> before it is <c>ACTIVE</c> and takes records, and how long a change of its
    /// encryption takes; 0 to 10 minutes. AWS needs about a minute. Default 200 ms.
    /// </summary>
    public TimeSpan FirehoseCreationTime { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The faults to begin with; <c>PUT /_admin/faults</c> changes them. Default none.</summary>
    public FaultPlan Faults { get; init; } = FaultPlan.None;

    /// <summary>
    /// The key pairs that may sign requests. None, the default, accepts every request, signed or not; with any, each request to a service
    /// has to carry a right Signature Version 4, in its headers or in its query. <c>/health</c> and <c>/_admin/faults</c> stay open to
    /// this machine.
    /// </summary>
    public IReadOnlyList<LocalCloudCredential> Credentials { get; init; } = [];

    internal void Validate()
    {
        var errors = new List<string>();
        if (string.IsNullOrWhiteSpace(DataDirectory))
            errors.Add("DataDirectory is empty: name the folder that holds the local cloud's state.");
        if (Port is < 0 or > 65535)
            errors.Add($"Port is {Port}: it must be 0 (any free port) to 65535.");
        if (AccountId.Length != 12 || !AccountId.All(char.IsAsciiDigit))
            errors.Add($"AccountId is '{AccountId}': it must be 12 digits.");
        if (string.IsNullOrWhiteSpace(Region))
            errors.Add("Region is empty: name one, e.g. us-east-1.");
        if (FirehoseIntervalScale is not (> 0 and <= 1))
            errors.Add($"FirehoseIntervalScale is {FirehoseIntervalScale}: it must be above 0 and at most 1.");
        if (FirehoseCreationTime < TimeSpan.Zero || FirehoseCreationTime > TimeSpan.FromMinutes(10))
            errors.Add($"FirehoseCreationTime is {FirehoseCreationTime}: it must be 0 to 10 minutes.");
        if (Credentials.FirstOrDefault(pair => !pair.IsValid) is { } wrong)
            errors.Add($"Credentials has the access key id '{wrong.AccessKeyId}': an id has letters, digits, _ and -, and a secret.");
        if (Credentials.DistinctBy(pair => pair.AccessKeyId, StringComparer.Ordinal).Count() < Credentials.Count)
            errors.Add("Credentials names an access key id twice.");
        errors.AddRange(Faults.Errors());
        if (errors.Count > 0)
            throw new ArgumentException("The local cloud's options are not valid. " + string.Join(" ", errors));
    }
}
