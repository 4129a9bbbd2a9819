using System.Text.Json;
using RetailBus.LocalCloud.Sns;
using RetailBus.LocalCloud.Sns.Engine;

namespace RetailBus.LocalCloud.Tests.Sns;

public sealed class FilterPolicyTests
{
    [Theory]
    [InlineData("""{"store":["berlin","paris"]}""", """{"store":"paris"}""", true)]
    [InlineData("""{"store":["berlin","paris"]}""", """{"store":"rome"}""", false)]
    [InlineData("""{"store":["berlin"]}""", """{"store":["rome","berlin"]}""", true)]
    [InlineData("""{"store":["berlin"],"kind":["sale"]}""", """{"store":"berlin"}""", false)]
    [InlineData("""{"count":[3]}""", """{"count":3.0}""", true)]
    [InlineData("""{"count":[3]}""", """{"count":"3"}""", false)]
    [InlineData("""{"store":[{"prefix":"ber"}]}""", """{"store":"berlin"}""", true)]
    [InlineData("""{"store":[{"suffix":"lin"}]}""", """{"store":"berlin"}""", true)]
    [InlineData("""{"store":[{"equals-ignore-case":"BERLIN"}]}""", """{"store":"berlin"}""", true)]
    [InlineData("""{"store":[{"anything-but":["berlin","rome"]}]}""", """{"store":"paris"}""", true)]
    [InlineData("""{"store":[{"anything-but":["berlin","rome"]}]}""", """{"store":"rome"}""", false)]
    [InlineData("""{"store":[{"anything-but":{"prefix":"ber"}}]}""", """{"store":"berlin"}""", false)]
    [InlineData("""{"store":[{"anything-but":"berlin"}]}""", """{}""", false)]
    [InlineData("""{"store":[{"anything-but":{"suffix":["lin","me"]}}]}""", """{"store":"rome"}""", false)]
    [InlineData("""{"store":[{"anything-but":{"suffix":["lin","me"]}}]}""", """{"store":"paris"}""", true)]
    [InlineData("""{"store":[{"anything-but":{"wildcard":"b*n"}}]}""", """{"store":"berlin"}""", false)]
    [InlineData("""{"store":[{"anything-but":{"equals-ignore-case":"ROME"}}]}""", """{"store":"rome"}""", false)]
    [InlineData("""{"price":[{"anything-but":[100,500]}]}""", """{"price":100}""", false)]
    [InlineData("""{"store":[{"wildcard":"b*l*n"}]}""", """{"store":"berlin"}""", true)]
    [InlineData("""{"store":[{"wildcard":"b*l*n"}]}""", """{"store":"bern"}""", false)]
    [InlineData("""{"store":[{"wildcard":"*lin"}]}""", """{"store":"berlin"}""", true)]
    [InlineData("""{"store":[{"wildcard":"ber*"}]}""", """{"store":"ber"}""", true)]
    [InlineData("""{"store":[{"wildcard":"aba*aba"}]}""", """{"store":"ababa"}""", false)]
    [InlineData("""{"store":[{"wildcard":"a\\*b"}]}""", """{"store":"a*b"}""", true)]
    [InlineData("""{"store":[{"wildcard":"a\\*b"}]}""", """{"store":"axb"}""", false)]
    [InlineData("""{"ip":[{"cidr":"10.0.0.0/9"}]}""", """{"ip":"10.127.0.1"}""", true)]
    [InlineData("""{"ip":[{"cidr":"10.0.0.0/9"}]}""", """{"ip":"10.128.0.1"}""", false)]
    [InlineData("""{"ip":[{"cidr":"10.0.0.7/32"}]}""", """{"ip":"10.0.0.7"}""", true)]
    [InlineData("""{"ip":[{"cidr":"2001:db8::/32"}]}""", """{"ip":"2001:db8:1::1"}""", true)]
    [InlineData("""{"ip":[{"cidr":"2001:db8::/32"}]}""", """{"ip":"10.0.0.1"}""", false)]
    [InlineData("""{"ip":[{"cidr":"0.0.0.0/0"}]}""", """{"ip":"no address"}""", false)]
    [InlineData("""{"store":[{"exists":true}]}""", """{"store":1}""", true)]
    [InlineData("""{"store":[{"exists":false}]}""", """{}""", true)]
    [InlineData("""{"store":[{"exists":false}]}""", """{"store":1}""", false)]
    [InlineData("""{"price":[{"numeric":[">",0,"<=",150]}]}""", """{"price":150}""", true)]
    [InlineData("""{"price":[{"numeric":[">",0,"<=",150]}]}""", """{"price":0}""", false)]
    [InlineData("""{"price":[{"numeric":["=",1.5]}]}""", """{"price":1.5}""", true)]
    [InlineData("""{"$or":[{"a":[1]},{"b":[2]}]}""", """{"b":2}""", true)]
    [InlineData("""{"$or":[{"a":[1]},{"b":[2]}]}""", """{"b":3}""", false)]
    [InlineData("""{"s3":{"bucket":{"name":["raw"]}}}""", """{"s3":{"bucket":{"name":"raw"}}}""", true)]
    [InlineData("""{"Records":{"eventName":[{"prefix":"ObjectCreated"}]}}""", """{"Records":[{"eventName":"ObjectCreated:Put"}]}""", true)]
    [InlineData("""{"s3":{"bucket":["raw"]}}""", """{}""", false)]
    [InlineData("""{"done":[true,null]}""", """{"done":null}""", true)]
    [InlineData("""{"done":[true]}""", """{"done":false}""", false)]
    public void A_policy_passes_what_it_says(string policy, string message, bool passes)
    {
        using var parsed = JsonDocument.Parse(message);
        Assert.Equal(passes, FilterPolicy.Parse(policy, onBody: true).Matches(parsed.RootElement));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"a":"b"}""")]
    [InlineData("""{"a":[]}""")]
    [InlineData("""{"a":[[1]]}""")]
    [InlineData("""{"a":[{"cidr":"10.0.0.0"}]}""")]
    [InlineData("""{"a":[{"cidr":"10.0.0.0/33"}]}""")]
    [InlineData("""{"a":[{"cidr":8}]}""")]
    [InlineData("""{"a":[{"wildcard":"a**b"}]}""")]
    [InlineData("""{"a":[{"wildcard":"a\\x"}]}""")]
    [InlineData("""{"a":[{"anything-but":{"numeric":["=",1]}}]}""")]
    [InlineData("""{"a":[{"prefix":1}]}""")]
    [InlineData("""{"a":[{"numeric":[">"]}]}""")]
    [InlineData("""{"a":[{"numeric":["~",1]}]}""")]
    [InlineData("""{"a":[{}]}""")]
    [InlineData("""{"a":{"b":["nested"]}}""")]
    [InlineData("""{"a":[1],"b":[1],"c":[1],"d":[1],"e":[1],"f":[1]}""")]
    public void A_policy_that_is_not_understood_is_refused(string policy) =>
        Assert.Equal("InvalidParameter", Assert.Throws<SnsException>(() => FilterPolicy.Parse(policy, onBody: false)).Code);
}
