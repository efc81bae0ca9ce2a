using Holdfast.Console.Hosting;

namespace Holdfast.Console.Tests.Hosting;

public sealed class LocalAddressTests
{
    [Theory]
    [InlineData("/monitoring/alerts/7?state=active")]
    [InlineData("/")]
    public void Or_PathOfThisServer_IsKept(string address) => Assert.Equal(address, LocalAddress.Or(address));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/a\r\nSet-Cookie: x=y")]
    [InlineData("/\t/elsewhere.example")]
    public void Or_AnythingElse_IsTheFirstPage(string? address) => Assert.Equal("/", LocalAddress.Or(address));
}
