using System.Xml;
using RetailBus.LocalCloud.Sqs.Protocol;

namespace RetailBus.LocalCloud.Sns.Protocol;

/// <summary>Carries out one operation of the API.</summary>
/// <returns>Writes the result's elements.</returns>
internal delegate Task<Action<XmlWriter>> SnsOperation(QueryForm form);
