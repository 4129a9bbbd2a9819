using System.Globalization;
using System.Xml;
using RetailBus.LocalCloud.Sns.Engine;
using RetailBus.LocalCloud.Sqs;
using RetailBus.LocalCloud.Sqs.Engine;
using RetailBus.LocalCloud.Sqs.Protocol;

namespace RetailBus.LocalCloud.Sns.Protocol;

/// <summary>The operations on topics and their tags.</summary>
internal sealed class TopicOperations(TopicCatalog topics, SqsSnsSettings settings)
{
    private static readonly Action<XmlWriter> Nothing = _ => { };

    public IEnumerable<SnsOperation> All =>
    [
        new("CreateTopic", CreateAsync, "Name", "Attributes", "Tags"),
        new("DeleteTopic", DeleteAsync, "TopicArn"),
        new("ListTopics", ListAsync, "NextToken"),
        new("GetTopicAttributes", GetAttributesAsync, "TopicArn"),
        new("SetTopicAttributes", SetAttributesAsync, "TopicArn", "AttributeName", "AttributeValue"),
        new("TagResource", TagAsync, "ResourceArn", "Tags"),
        new("UntagResource", UntagAsync, "ResourceArn", "TagKeys"),
        new("ListTagsForResource", ListTagsAsync, "ResourceArn"),
        new("AddPermission", AddPermissionAsync, "TopicArn", "Label", "AWSAccountId", "ActionName"),
        new("RemovePermission", RemovePermissionAsync, "TopicArn", "Label"),
    ];

    private async Task<Action<XmlWriter>> CreateAsync(QueryForm form)
    {
        var arn = await topics.CreateAsync(form.Required("Name"), form.Attributes(), form.Tags());
        return xml => xml.WriteElementString("TopicArn", arn);
    }

    private async Task<Action<XmlWriter>> DeleteAsync(QueryForm form)
    {
        await topics.DeleteAsync(form.Required("TopicArn"));
        return Nothing;
    }

    private Task<Action<XmlWriter>> ListAsync(QueryForm form) => Task.FromResult(SnsXml.Page(
        form, "Topics", topics.List, arn => arn, (xml, arn) => xml.WriteElementString("TopicArn", arn)));

    private Task<Action<XmlWriter>> GetAttributesAsync(QueryForm form)
    {
        var topic = topics.Get(form.Required("TopicArn"));
        var attributes = new Dictionary<string, string>
        {
            ["TopicArn"] = topic.Arn,
            ["Owner"] = settings.AccountId,
            [TopicAttributes.DisplayName] = "",
            [TopicAttributes.Policy] = "{}",
            ["SubscriptionsConfirmed"] = topics.SubscriptionsOf(topic.Arn).Count.ToString(CultureInfo.InvariantCulture),
            ["SubscriptionsPending"] = "0",
            ["SubscriptionsDeleted"] = "0",
        };
        foreach (var (name, value) in topic.Attributes.Where(attribute => attribute.Value.Length > 0))
            attributes[name] = value;
        return Task.FromResult<Action<XmlWriter>>(xml => xml.Entries("Attributes", attributes));
    }

    private async Task<Action<XmlWriter>> SetAttributesAsync(QueryForm form)
    {
        await topics.SetAttributeAsync(form.Required("TopicArn"), form.Required("AttributeName"), form.Value("AttributeValue") ?? "");
        return Nothing;
    }

    private async Task<Action<XmlWriter>> AddPermissionAsync(QueryForm form)
    {
        var (arn, label) = (form.Required("TopicArn"), form.Required("Label"));
        var accounts = form.Texts("AWSAccountId");
        var actions = form.Texts("ActionName").Select(action => "SNS:" + action).ToArray();
        await topics.ChangePolicyAsync(arn, policy => AccessPolicy.Add(policy, "__default_policy_ID", label, accounts, actions, arn)
            ?? throw SnsErrors.InvalidParameter("Label", "Statement already exists"));
        return Nothing;
    }

    private async Task<Action<XmlWriter>> RemovePermissionAsync(QueryForm form)
    {
        var label = form.Required("Label");
        await topics.ChangePolicyAsync(form.Required("TopicArn"), policy => AccessPolicy.Remove(policy, label)
            ?? throw SnsErrors.InvalidParameter("Label", "There is no such statement"));
        return Nothing;
    }

    private async Task<Action<XmlWriter>> TagAsync(QueryForm form)
    {
        await topics.ChangeTagsAsync(form.Required("ResourceArn"), form.Tags(), []);
        return Nothing;
    }

    private async Task<Action<XmlWriter>> UntagAsync(QueryForm form)
    {
        await topics.ChangeTagsAsync(form.Required("ResourceArn"), new Dictionary<string, string>(), form.TagKeys());
        return Nothing;
    }

    private Task<Action<XmlWriter>> ListTagsAsync(QueryForm form)
    {
        var arn = form.Required("ResourceArn");
        var tags = topics.Exists(arn) ? topics.Get(arn).Tags : throw SnsErrors.ResourceNotFound();
        return Task.FromResult<Action<XmlWriter>>(xml => xml.Members("Tags", tags, tag =>
        {
            xml.WriteElementString("Key", tag.Key);
            xml.WriteElementString("Value", tag.Value);
        }));
    }
}
