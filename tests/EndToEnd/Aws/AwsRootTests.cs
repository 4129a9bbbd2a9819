using System.Text.RegularExpressions;

namespace RetailBus.EndToEnd.Aws;

/// <summary>The stack of stacks gives each what it wants, and takes from each what it tells.</summary>
public sealed partial class AwsRootTests
{
    [Fact]
    public void Each_stack_is_given_all_its_parameters_and_no_others()
    {
        var root = AwsTemplate.Read("retailbus");
        var stacks = root.Deploy(
            "123456789012", AwsStacks.Region,
            ("DomainName", "retail.example.com"), ("CertificateArn", "arn:aws:acm:us-east-1:123456789012:certificate/1"));

        foreach (var stack in stacks.Of("AWS::CloudFormation::Stack"))
        {
            var template = AwsTemplate.Read(Path.GetFileNameWithoutExtension(stack.Text("TemplateURL")));
            Assert.Equal(template.Parameters.Order(), stack.Properties["Parameters"]!.AsObject().Select(parameter => parameter.Key)
                .Order());
        }

        Assert.Equal(
            AwsTemplate.Names.Except(["retailbus", "images"]).Order(),
            stacks.Of("AWS::CloudFormation::Stack").Select(stack => Path.GetFileNameWithoutExtension(stack.Text("TemplateURL"))).Order());
    }

    [Fact]
    public void What_is_taken_from_a_stack_it_tells()
    {
        var root = AwsTemplate.Read("retailbus");
        var taken = Output().Matches(root.Text).ToList();

        Assert.NotEmpty(taken);
        Assert.All(taken, output => Assert.True(
            AwsTemplate.Read(output.Groups[1].Value.ToLowerInvariant()).Outputs.Children.ContainsKey(output.Groups[2].Value),
            output.Value));
    }

    [GeneratedRegex(@"!GetAtt ([A-Za-z]+)\.Outputs\.([A-Za-z]+)")]
    private static partial Regex Output();
}
