using System.Net.Sockets;
using Amazon.Runtime;
using Microsoft.Extensions.Options;
using RetailBus.Platform.Aws;

namespace RetailBus.Cli.Doctor;

/// <summary>An AWS service: whether it answers, then what the services need there.</summary>
internal abstract class AwsExamination(IOptions<AwsOptions> aws) : IExamination
{
    public abstract string Area { get; }

    /// <summary>Whether services make what is missing at their start.</summary>
    protected bool Provision => aws.Value.Provision;

    private string Endpoint => aws.Value.ServiceUrl?.ToString().TrimEnd('/') ?? $"Amazon's in {aws.Value.Region}";

    public async Task<IReadOnlyList<Diagnosis>> ExamineAsync(CancellationToken cancellationToken)
    {
        var diagnoses = new List<Diagnosis>();
        try
        {
            await ExamineAsync(diagnoses, cancellationToken);
        }
        catch (Exception e) when (Unanswered(e) is { } diagnosis)
        {
            diagnoses.Add(diagnosis);
        }

        return diagnoses;
    }

    /// <summary>Adds what was found; throws when the endpoint does not answer or knows no such caller.</summary>
    protected abstract Task ExamineAsync(ICollection<Diagnosis> diagnoses, CancellationToken cancellationToken);

    /// <summary>Something that the services use and that is not there.</summary>
    protected Diagnosis Missing(string subject, string meaning, string command) => Provision
        ? Diagnosis.Note(subject, "not there yet", $"{meaning} The service that uses it makes it at its start (Aws:Provision is on).", $"Start the stack, or: {command}")
        : Diagnosis.Bad(subject, "not there, and Aws:Provision is off", meaning, command);

    /// <summary>What the caller may not do.</summary>
    protected static Diagnosis Denied(string subject, AmazonServiceException fault, string actions) => Diagnosis.Bad(
        subject, $"refused: {fault.ErrorCode}", "The credentials in use lack a permission.", $"Allow the role or user: {actions}");

    protected static bool IsDenied(AmazonServiceException fault) =>
        fault.StatusCode == System.Net.HttpStatusCode.Forbidden || fault.ErrorCode is "AccessDenied" or "AccessDeniedException";

    private Diagnosis? Unanswered(Exception fault)
    {
        var isConnection = fault is HttpRequestException || fault.InnerException is HttpRequestException
            || fault is TimeoutException or SocketException || fault.InnerException is SocketException or TimeoutException;
        if (isConnection)
        {
            return aws.Value.ServiceUrl is { IsLoopback: true }
                ? Diagnosis.Note(Endpoint, "nothing answers there", "The local cloud runs with the stack, which is not up.", "retailbus up")
                : Diagnosis.Bad(Endpoint, "nothing answers there", "No service starts.", "Check the address (Aws__ServiceUrl, Aws__Region), the network and any proxy.");
        }

        return fault switch
        {
            AmazonServiceException service => Diagnosis.Bad(
                Endpoint, $"{service.ErrorCode}: {service.Message}", "It does not take these credentials or this call.", "Check the credentials: aws sts get-caller-identity"),
            AmazonClientException client => Diagnosis.Bad(
                Endpoint, client.Message, "No credentials were found.", "Set AWS_PROFILE, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run under a role."),
            _ => null,
        };
    }
}
