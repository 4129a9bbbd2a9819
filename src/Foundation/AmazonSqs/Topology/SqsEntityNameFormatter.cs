using MassTransit;
using MassTransit.Transports;

namespace RetailBus.AmazonSqs.Topology;

/// <summary>Topic names as MassTransit's own SQS transport gives them, so that both can share a broker.</summary>
internal sealed class SqsEntityNameFormatter : IEntityNameFormatter
{
    private static readonly DefaultMessageNameFormatter Names = new("__", "--", "-", "_");

    public string FormatEntityName<T>() => Names.GetMessageName(typeof(T)).Replace('.', '_');
}
