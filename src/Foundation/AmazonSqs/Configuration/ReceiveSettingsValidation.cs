using System.Globalization;
using MassTransit;

namespace RetailBus.AmazonSqs.Configuration;

/// <summary>Checks a receive endpoint's settings one by one and against each other.</summary>
internal static class ReceiveSettingsValidation
{
    private const int MaxVisibilitySeconds = 43_200;

    public static IEnumerable<ValidationResult> Validate(
        ISpecification owner, ReceiveSettings settings, int prefetchCount, int? concurrentMessageLimit)
    {
        if (!AmazonSqsEndpointAddress.IsValidName(settings.QueueName, 80))
            yield return owner.Failure("QueueName", $"is '{settings.QueueName}': give up to 80 letters, digits, hyphens and underscores");
        if (prefetchCount < 1)
            yield return owner.Failure("PrefetchCount", $"is {prefetchCount}: give at least 1");
        if (concurrentMessageLimit is { } limit && limit < 1)
            yield return owner.Failure("ConcurrentMessageLimit", $"is {limit}: give at least 1");
        if (settings.WaitTimeSeconds > 20)
            yield return owner.Failure("WaitTimeSeconds", $"is {settings.WaitTimeSeconds}: give 0 to 20, SQS's limit");
        if (settings.RedeliverVisibilityTimeout is < 0 or > MaxVisibilitySeconds)
            yield return owner.Failure("RedeliverVisibilityTimeout", $"is {settings.RedeliverVisibilityTimeout}: give 0 to 43200 seconds");
        if (settings.MaxVisibilityTimeoutRenewal is < 10 or > MaxVisibilitySeconds)
            yield return owner.Failure(
                "MaxVisibilityTimeoutRenewal", $"is {settings.MaxVisibilityTimeoutRenewal}: give 10 to 43200 seconds");
        if (settings.MaxReceiveCountIsSet && settings.MaxReceiveCount is < 1 or > 1000)
            yield return owner.Failure(
                "MaxReceiveCount", $"is {settings.MaxReceiveCount}: give 1 to 1000, or null for no dead-letter queue");
        if (settings.QueueAttributes.ContainsKey("FifoQueue"))
            yield return owner.Failure("QueueAttributes[FifoQueue]", "is set: this transport has no FIFO queues; remove it");
        foreach (var result in ValidateVisibility(owner, settings)) yield return result;
    }

    private static IEnumerable<ValidationResult> ValidateVisibility(ISpecification owner, ReceiveSettings settings)
    {
        var visibility = 30;
        if (settings.QueueAttributes.TryGetValue("VisibilityTimeout", out var value)
            && (!int.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), out visibility)
                || visibility is < 2 or > MaxVisibilitySeconds))
        {
            yield return owner.Failure("QueueAttributes[VisibilityTimeout]", $"is {value}: give 2 to 43200 seconds");
            yield break;
        }

        if (settings.MaxVisibilityTimeout > ReceiveSettings.VisibilityLimit)
            yield return owner.Failure("MaxVisibilityTimeout", $"is {settings.MaxVisibilityTimeout}: give at most 12 hours, SQS's limit");
        if (settings.MaxVisibilityTimeout < TimeSpan.FromSeconds(visibility))
        {
            yield return owner.Failure(
                "MaxVisibilityTimeout",
                $"is {settings.MaxVisibilityTimeout}, less than the queue's VisibilityTimeout of {visibility} s: raise it or lower that");
        }
    }
}
