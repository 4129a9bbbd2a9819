using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Aws;

namespace RetailBus.Cli.Doctor;

/// <summary>The stages' queues, and what was set aside beside them.</summary>
internal sealed class QueuesExamination(IAmazonSQS sqs, IOptions<AwsOptions> aws) : AwsExamination(aws)
{
    private const string Depth = "ApproximateNumberOfMessages";

    public override string Area => "SQS";

    protected override async Task ExamineAsync(ICollection<Diagnosis> diagnoses, CancellationToken cancellationToken)
    {
        var (there, waiting) = (0, 0L);
        foreach (var queue in QueueNames.Work)
        {
            try
            {
                if (await DepthAsync(queue, cancellationToken) is { } depth)
                {
                    there++;
                    waiting += depth;
                }
                else
                {
                    diagnoses.Add(Missing(queue, "Its stage gets no work.", $"aws sqs create-queue --queue-name {queue}"));
                }

                if (await DepthAsync(queue + "_error", cancellationToken) is > 0 and var aside)
                    diagnoses.Add(SetAside(queue, aside));
            }
            catch (AmazonSQSException e) when (IsDenied(e))
            {
                diagnoses.Add(Denied(queue, e, $"sqs:GetQueueUrl, sqs:GetQueueAttributes on {queue} and {queue}_error"));
            }
        }

        if (there > 0)
            diagnoses.Add(Diagnosis.Good($"{there} of {QueueNames.Work.Count} queues", string.Create(CultureInfo.InvariantCulture, $"there; {waiting:N0} messages wait")));
    }

    private static Diagnosis SetAside(string queue, long count) => Diagnosis.Note(
        queue + "_error",
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} messages were set aside"),
        "Their runs stand still until they are sent back.",
        $"retailbus queues, then: retailbus queues redrive {queue}_error --reason \"...\"");

    private async Task<long?> DepthAsync(string queue, CancellationToken cancellationToken)
    {
        try
        {
            var url = (await sqs.GetQueueUrlAsync(queue, cancellationToken)).QueueUrl;
            var attributes = await sqs.GetQueueAttributesAsync(url, [Depth], cancellationToken);
            return long.Parse(attributes.Attributes[Depth], CultureInfo.InvariantCulture);
        }
        catch (QueueDoesNotExistException)
        {
            return null;
        }
    }
}
