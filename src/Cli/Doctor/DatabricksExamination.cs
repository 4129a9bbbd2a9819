using RetailBus.Transform.Databricks;

namespace RetailBus.Cli.Doctor;

/// <summary>The workspace and its job, where transforms run there.</summary>
internal sealed class DatabricksExamination(WorkspaceCheck workspace) : IExamination
{
    public string Area => "Databricks";

    public async Task<IReadOnlyList<Diagnosis>> ExamineAsync(CancellationToken cancellationToken)
    {
        if (!workspace.IsUsed)
            return [];

        var (job, fault) = await workspace.LookAsync(cancellationToken);
        var subject = $"job {workspace.JobId} of {workspace.Host.Host}";
        return
        [
            fault is null
                ? Diagnosis.Good(subject, $"there, as \"{job}\"")
                : Diagnosis.Bad(
                    subject,
                    fault,
                    "No file is transformed.",
                    "Check Transform:Databricks (Host, JobId, ClientId and ClientSecret or Token); databricks jobs get JOB_ID, as the same principal, should answer"),
        ];
    }
}
