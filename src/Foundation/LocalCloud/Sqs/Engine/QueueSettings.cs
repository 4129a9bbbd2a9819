using System.Globalization;

namespace RetailBus.LocalCloud.Sqs.Engine;

/// <summary>A queue's attributes as the engine uses them.</summary>
internal sealed record QueueSettings(
    int VisibilitySeconds,
    int DelaySeconds,
    int WaitSeconds,
    int RetentionSeconds,
    int MaxMessageSize,
    RedrivePolicy? Redrive,
    RedriveAllowPolicy RedriveAllow)
{
    /// <summary>Reads attributes that <see cref="QueueAttributes.Check"/> has accepted.</summary>
    public static QueueSettings From(IReadOnlyDictionary<string, string> attributes)
    {
        return new(
            Number(QueueAttributes.VisibilityTimeout),
            Number(QueueAttributes.DelaySeconds),
            Number(QueueAttributes.WaitTime),
            Number(QueueAttributes.Retention),
            Number(QueueAttributes.MaximumMessageSize),
            RedrivePolicy.Parse(attributes.GetValueOrDefault(QueueAttributes.RedrivePolicy)),
            RedriveAllowPolicy.Parse(attributes.GetValueOrDefault(QueueAttributes.RedriveAllowPolicy)));

        int Number(string name) =>
            int.Parse(attributes.GetValueOrDefault(name) ?? QueueAttributes.Default(name)!, CultureInfo.InvariantCulture);
    }
}
