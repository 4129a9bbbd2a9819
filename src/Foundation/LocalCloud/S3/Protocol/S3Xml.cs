using System.Xml.Linq;

namespace RetailBus.LocalCloud.S3.Protocol;

/// <summary>Documents in S3's namespace. Clients leave the namespace out now and then, so reading goes by local names.</summary>
internal static class S3Xml
{
    private static readonly XNamespace Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    public static XElement InNamespace(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf())
            element.Name = Namespace + element.Name.LocalName;
        return root;
    }

    public static IEnumerable<XElement> Children(this XElement parent, string name) =>
        parent.Elements().Where(element => element.Name.LocalName == name);

    public static string? Text(this XElement parent, string name) => parent.Children(name).FirstOrDefault()?.Value;
}
