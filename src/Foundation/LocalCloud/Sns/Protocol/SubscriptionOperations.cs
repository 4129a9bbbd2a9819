using System.Xml;
using RetailBus.LocalCloud.Sns.Engine;
using RetailBus.LocalCloud.Sqs;
using RetailBus.LocalCloud.Sqs.Protocol;

namespace RetailBus.LocalCloud.Sns.Protocol;

/// <summary>The operations on subscriptions.</summary>
internal sealed class SubscriptionOperations(SubscriptionCatalog subscriptions, TopicCatalog topics, SqsSnsSettings settings)
{
    private static readonly Action<XmlWriter> Nothing = _ => { };

    public IEnumerable<SnsOperation> All =>
    [
        new("Subscribe", SubscribeAsync, "TopicArn", "Protocol", "Endpoint", "Attributes", "ReturnSubscriptionArn"),
        new("Unsubscribe", UnsubscribeAsync, "SubscriptionArn"),
        new("ListSubscriptions", form => Task.FromResult(List(form, null)), "NextToken"),
        new(
            "ListSubscriptionsByTopic", form => Task.FromResult(List(form, topics.Get(form.Required("TopicArn")).Arn)),
            "TopicArn", "NextToken"),
        new("GetSubscriptionAttributes", GetAttributesAsync, "SubscriptionArn"),
        new("SetSubscriptionAttributes", SetAttributesAsync, "SubscriptionArn", "AttributeName", "AttributeValue"),
    ];

    private async Task<Action<XmlWriter>> SubscribeAsync(QueryForm form)
    {
        var arn = await subscriptions.SubscribeAsync(
            form.Required("TopicArn"), form.Required("Protocol"), form.Required("Endpoint"), form.Attributes());
        return xml => xml.WriteElementString("SubscriptionArn", arn);
    }

    private async Task<Action<XmlWriter>> UnsubscribeAsync(QueryForm form)
    {
        await subscriptions.UnsubscribeAsync(form.Required("SubscriptionArn"));
        return Nothing;
    }

    private Action<XmlWriter> List(QueryForm form, string? topicArn) => SnsXml.Page(
        form, "Subscriptions", (after, limit) => subscriptions.List(topicArn, after, limit), s => s.Arn, (xml, subscription) =>
        {
            xml.WriteElementString("SubscriptionArn", subscription.Arn);
            xml.WriteElementString("TopicArn", subscription.TopicArn);
            xml.WriteElementString("Protocol", "sqs");
            xml.WriteElementString("Endpoint", subscription.Endpoint);
            xml.WriteElementString("Owner", settings.AccountId);
        });

    private Task<Action<XmlWriter>> GetAttributesAsync(QueryForm form)
    {
        var subscription = subscriptions.Get(form.Required("SubscriptionArn"));
        var attributes = new Dictionary<string, string>
        {
            ["SubscriptionArn"] = subscription.Arn,
            ["TopicArn"] = subscription.TopicArn,
            ["Protocol"] = "sqs",
            ["Endpoint"] = subscription.Endpoint,
            ["Owner"] = settings.AccountId,
            ["ConfirmationWasAuthenticated"] = "true",
            ["PendingConfirmation"] = "false",
            [SubscriptionAttributes.RawMessageDelivery] = "false",
        };
        foreach (var (name, value) in subscription.Attributes)
            attributes[name] = name == SubscriptionAttributes.RawMessageDelivery && bool.Parse(value) ? "true" : value;
        if (attributes.ContainsKey(SubscriptionAttributes.FilterPolicyText))
            attributes.TryAdd(SubscriptionAttributes.FilterPolicyScope, "MessageAttributes");
        return Task.FromResult<Action<XmlWriter>>(xml => xml.Entries("Attributes", attributes));
    }

    private async Task<Action<XmlWriter>> SetAttributesAsync(QueryForm form)
    {
        await subscriptions.SetAttributeAsync(
            form.Required("SubscriptionArn"), form.Required("AttributeName"), form.Value("AttributeValue") ?? "");
        return Nothing;
    }
}
