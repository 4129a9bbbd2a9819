using MassTransit;

namespace RetailBus.AmazonSqs;

/// <summary>This transport's options, where MassTransit.AmazonSQS takes its place (<c>-p:VendorSdks=true</c>).</summary>
public static class VendorDelivery
{
    /// <summary>
    /// Checks the options. MassTransit.AmazonSQS has settings for none of them: its batches, limits and polls are its own, it makes no
    /// dead-letter queues (<see cref="AmazonSqsDeliveryOptions.MaxReceiveCount"/> is left out; set redrive policies on the queues), and
    /// it always declares.
    /// </summary>
    /// <exception cref="ConfigurationException">
    /// An option is out of its range, or <see cref="AmazonSqsTopologyMode.Verify"/> is asked for.
    /// </exception>
    public static void Delivery(this IAmazonSqsHostConfigurator host, AmazonSqsDeliveryOptions options)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(options);
        var problems = options.Problems().Select(problem => $"Delivery.{problem.Key} {problem.Problem}").ToList();
        if (options.Topology == AmazonSqsTopologyMode.Verify)
        {
            problems.Add(
                $"Delivery.{nameof(options.Topology)} is Verify: MassTransit.AmazonSQS lists and declares in any case; give its services "
                + "the rights to, and set Declare");
        }

        if (problems.Count > 0)
            throw new ConfigurationException($"The transport can't be built on MassTransit.AmazonSQS: {string.Join("; ", problems)}.");
    }
}
