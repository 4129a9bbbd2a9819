using Amazon.Runtime;

namespace RetailBus.AwsClients;

/// <summary>Where an AWS service is and who calls it. Checked when a client is built.</summary>
public sealed record AwsClientOptions
{
    /// <summary>An endpoint in AWS's place, e.g. <c>http://127.0.0.1:4566</c>; null uses the region's own endpoint.</summary>
    public Uri? ServiceUrl { get; init; }

    /// <summary>
    /// The region's system name, e.g. <c>eu-west-1</c>. Null takes the SDK's default (environment, profile), or
    /// <c>us-east-1</c> for signing when <see cref="ServiceUrl"/> is set.
    /// </summary>
    public string? Region { get; init; }

    /// <summary>Null takes the SDK's default chain: environment, profile, container, instance.</summary>
    public AWSCredentials? Credentials { get; init; }

    /// <summary>How often a failed call is tried again, with the SDK's backoff. Default 4, range 0 to 20.</summary>
    public int MaxErrorRetry { get; init; } = 4;

    /// <summary>How long one attempt may take. Default 30 s, range 1 s to 10 min.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Null, or all that is wrong, each with key, value and what to do.</summary>
    public string? Problems()
    {
        var problems = new List<string>();
        if (ServiceUrl is { } url && (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https")))
            problems.Add($"{nameof(ServiceUrl)} is '{url}': give an absolute http or https address, or leave it out for AWS itself.");
        if (Region is { } region && string.IsNullOrWhiteSpace(region))
            problems.Add($"{nameof(Region)} is empty: give a region such as 'eu-west-1', or leave it out for the SDK's default.");
        if (MaxErrorRetry is < 0 or > 20)
            problems.Add($"{nameof(MaxErrorRetry)} is {MaxErrorRetry}: give 0 to 20.");
        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > TimeSpan.FromMinutes(10))
            problems.Add($"{nameof(Timeout)} is {Timeout}: give 1 second to 10 minutes.");
        return problems.Count == 0 ? null : string.Join(' ', problems);
    }
}
