using System.ComponentModel.DataAnnotations;

namespace RetailBus.Platform.Aws;

/// <summary>Which AWS the pipeline talks to; section <c>Aws</c>.</summary>
public sealed class AwsOptions
{
    public const string Section = "Aws";

    /// <summary>Endpoint of another AWS than Amazon's, e.g. the local cloud's <c>http://127.0.0.1:4566</c>. Default: Amazon's own by region.</summary>
    public Uri? ServiceUrl { get; set; }

    /// <summary>Default <c>us-east-1</c>.</summary>
    [Required]
    public string Region { get; set; } = "us-east-1";

    /// <summary>For endpoints that take any key, such as the local cloud. Default: the SDK's chain (environment, profile, role).</summary>
    public string? AccessKeyId { get; set; }

    /// <summary>Goes with <see cref="AccessKeyId"/>; from the environment or user secrets, never from a file in the repository.</summary>
    public string? SecretAccessKey { get; set; }

    /// <summary>
    /// Whether services make what they use (buckets, queues, topics, delivery stream) or only check that it is there, as least
    /// privilege in production wants. Default: true.
    /// </summary>
    public bool Provision { get; set; } = true;
}
