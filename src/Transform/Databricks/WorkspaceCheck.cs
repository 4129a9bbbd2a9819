using System.Text.Json;
using Microsoft.Extensions.Options;
using RetailBus.Transform.Hosting;

namespace RetailBus.Transform.Databricks;

/// <summary>Looks whether the workspace answers, takes the credentials and has the job, without starting anything.</summary>
public sealed class WorkspaceCheck
{
    private readonly IDatabricksJobs _jobs;
    private readonly IOptions<DatabricksOptions> _options;
    private readonly IOptions<TransformOptions> _transform;

    internal WorkspaceCheck(IDatabricksJobs jobs, IOptions<DatabricksOptions> options, IOptions<TransformOptions> transform)
    {
        _jobs = jobs;
        _options = options;
        _transform = transform;
    }

    /// <summary>Whether transforms run in a workspace at all.</summary>
    public bool IsUsed => _transform.Value.Engine == TransformOptions.Databricks;

    public Uri Host => _options.Value.Host!;

    public long JobId => _options.Value.JobId;

    /// <returns>The job's name, and what is wrong; one of them is null.</returns>
    public async Task<(string? Job, string? Fault)> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await _jobs.NameAsync(cancellationToken), null);
        }
        catch (DatabricksException e)
        {
            return (null, e.Message);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException or JsonException)
        {
            return (null, "it does not answer as a workspace does");
        }
    }
}
