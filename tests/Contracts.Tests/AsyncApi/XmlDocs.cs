using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace RetailBus.Contracts.Tests.AsyncApi;

/// <summary>The doc comments that the compiler wrote beside an assembly, as plain text.</summary>
internal sealed partial class XmlDocs(Assembly assembly)
{
    private readonly Dictionary<string, XElement> _members = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"))
        .Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value);

    /// <summary>Null when there is none.</summary>
    public string? Of(Type type) => Text(Find($"T:{type.FullName}")?.Element("summary"));

    /// <summary>The property's own, or the parameter's that a record declares it by.</summary>
    public string? Of(PropertyInfo property) =>
        Text(Find($"P:{property.DeclaringType!.FullName}.{property.Name}")?.Element("summary"))
        ?? Text(Find($"T:{property.DeclaringType.FullName}")
            ?.Elements("param")
            .SingleOrDefault(param => param.Attribute("name")!.Value == property.Name));

    private XElement? Find(string name) => _members.GetValueOrDefault(name);

    private static string? Text(XElement? element) =>
        element is null ? null : Spaces().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see => Reference(see.Attribute("cref")!.Value),
        XElement { Name.LocalName: "paramref" } parameter => JsonNamingPolicy.CamelCase.ConvertName(parameter.Attribute("name")!.Value),
        XElement other => other.Value,
        _ => "",
    };

    /// <summary>Properties as JSON spells them.</summary>
    private static string Reference(string cref)
    {
        var name = cref[(cref.LastIndexOf('.') + 1)..];
        return cref.StartsWith("P:", StringComparison.Ordinal) ? JsonNamingPolicy.CamelCase.ConvertName(name) : name;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
