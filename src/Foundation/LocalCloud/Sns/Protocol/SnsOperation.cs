using System.Xml;
using RetailBus.LocalCloud.Sqs.Protocol;

namespace RetailBus.LocalCloud.Sns.Protocol;

/// <summary>
/// One operation of the API: what carries it out and returns what writes the result, and the parameters that it understands.
/// </summary>
internal sealed record SnsOperation(string Name, Func<QueryForm, Task<Action<XmlWriter>>> Run, params string[] Parameters)
{
    /// <exception cref="SnsException">InvalidParameter, which names a parameter that would be passed over.</exception>
    public void Check(QueryForm form)
    {
        foreach (var (name, _) in form.Parameters)
        {
            if (!Parameters.Contains(name))
                throw SnsErrors.InvalidParameter(name, $"The local cloud does not serve this parameter of {Name}");
        }
    }
}
