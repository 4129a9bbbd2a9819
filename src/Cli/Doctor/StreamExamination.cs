using Microsoft.Extensions.Options;
using RetailBus.AwsClients.Firehose;
using RetailBus.Ingest;
using RetailBus.Platform.Aws;
using RetailBus.Platform.Storage;

namespace RetailBus.Cli.Doctor;

/// <summary>The delivery stream that the generator feeds.</summary>
internal sealed class StreamExamination(
    IFirehoseClient firehose, IOptions<DeliveryStreamOptions> stream, IOptions<ZoneOptions> zones, IOptions<AwsOptions> aws) : AwsExamination(aws)
{
    public override string Area => "Firehose";

    protected override async Task ExamineAsync(ICollection<Diagnosis> diagnoses, CancellationToken cancellationToken)
    {
        var name = stream.Value.Name;
        try
        {
            diagnoses.Add(Judged(await firehose.DescribeDeliveryStreamAsync(name, cancellationToken)));
        }
        catch (FirehoseException e) when (e.IsNotFound)
        {
            diagnoses.Add(Missing(name, "The generator can send nothing.", $"aws firehose create-delivery-stream --delivery-stream-name {name} ..."));
        }
        catch (FirehoseException e) when (IsDenied(e))
        {
            diagnoses.Add(Denied(name, e, $"firehose:DescribeDeliveryStream, firehose:PutRecordBatch on {name}"));
        }
    }

    private Diagnosis Judged(DeliveryStreamDescription found)
    {
        var bucket = $"arn:aws:s3:::{zones.Value.Raw}";
        var prefix = $"{stream.Value.Dataset}/";
        if (!found.IsActive)
        {
            return Diagnosis.Bad(
                found.Name,
                $"its status is {found.Status}",
                "It takes no records.",
                "Wait until it is ACTIVE; one that failed has to be deleted and made again.");
        }


        return found.BucketArn == bucket && found.Prefix?.StartsWith(prefix, StringComparison.Ordinal) == true
            ? Diagnosis.Good(found.Name, $"active, writes to {zones.Value.Raw}/{found.Prefix}")
            : Diagnosis.Bad(
                found.Name,
                $"it writes to {found.BucketArn} under '{found.Prefix}'",
                $"Its objects do not land in {zones.Value.Raw}/{prefix}, so no run takes them.",
                "Correct its destination, or Ingest__Stream__Dataset and Zones__Raw.");
    }
}
