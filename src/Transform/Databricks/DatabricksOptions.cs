using System.ComponentModel.DataAnnotations;

namespace RetailBus.Transform.Databricks;

/// <summary>The Databricks engine; section <c>Transform:Databricks</c>. Read only when <c>Transform:Engine</c> is <c>databricks</c>.</summary>
public sealed class DatabricksOptions : IValidatableObject
{
    /// <summary>The workspace, e.g. <c>https://dbc-a1b2345c-d6e7.cloud.databricks.com</c>. HTTPS, or HTTP on loopback.</summary>
    [Required]
    public Uri? Host { get; set; }

    /// <summary>The job that <c>deploy/databricks</c> makes; its id is on its page. 1 or more.</summary>
    [Range(1, long.MaxValue)]
    public long JobId { get; set; }

    /// <summary>A service principal's OAuth client, by which tokens of an hour are taken. This or <see cref="Token"/>.</summary>
    public string? ClientId { get; set; }

    /// <summary>The client's secret, from the environment (<c>Transform__Databricks__ClientSecret</c>) or a secret store.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>A personal access token, from the environment or a secret store, where there is no OAuth client.</summary>
    public string? Token { get; set; }

    /// <summary>How long a message waits before it looks at a run again. Default 15 seconds, range 1 second to 15 minutes (SQS's longest delay).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:15:00")]
    public TimeSpan CheckAfter { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long one request may take. Default 60 seconds, range 1 second to 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// After which a run that has not ended, or a workspace that has not answered, is given up: the run is asked to end and the batch's
    /// transform fails. Default 24 hours, range 1 minute to 30 days; more than <see cref="CheckAfter"/>.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromHours(24);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Host is { } host && !(host.IsAbsoluteUri && (host.Scheme == Uri.UriSchemeHttps || (host.Scheme == Uri.UriSchemeHttp && host.IsLoopback))))
            yield return new($"Host is {host}; it must be the https:// address of a workspace.", [nameof(Host)]);
        if ((ClientId is null) != (ClientSecret is null))
            yield return new("ClientId and ClientSecret go together; one of them is missing.", [nameof(ClientId)]);
        if ((ClientId is null) == (Token is null))
            yield return new("either ClientId and ClientSecret, or Token, is needed.", [nameof(Token)]);
        if (GiveUpAfter <= CheckAfter)
            yield return new($"GiveUpAfter is {GiveUpAfter}, not more than CheckAfter ({CheckAfter}); no run would be looked at.", [nameof(GiveUpAfter)]);
    }
}
