using System.Globalization;
using Amazon.SQS.Model;

namespace RetailBus.AmazonSqs.Broker;

/// <summary>Reads SQS batch answers, whose entries are named by their place.</summary>
internal static class SqsBatch
{
    public static IReadOnlyList<BatchFailure> Failures(List<BatchResultErrorEntry>? failed) => failed is not { Count: > 0 }
        ? []
        : failed.ConvertAll(entry => new BatchFailure(
            int.Parse(entry.Id, CultureInfo.InvariantCulture), entry.Code, entry.Message, entry.SenderFault ?? false));
}
