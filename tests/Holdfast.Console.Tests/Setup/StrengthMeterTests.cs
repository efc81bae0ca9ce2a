using Bunit;
using Holdfast.Console.Pages.Setup;
using Holdfast.Console.Tests.Serving;

namespace Holdfast.Console.Tests.Setup;

public sealed class StrengthMeterTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("password", 0)]
    [InlineData("Unguessable-42-words", 4)]
    public async Task Bars_OfAPassword_AreAsManyAsItIsStrong(string password, int bars)
    {
        await using var context = await new ConsoleContext().Open();
        var meter = context.Render<StrengthMeter>(parameters => parameters.Add(part => part.Password, password).Add(part => part.AccountName, "ada"));
        Assert.Equal(bars, meter.FindAll(".strength-bars .on").Count);
    }

    [Fact]
    public async Task Words_PasswordThatTheServerRefuses_SayWhy()
    {
        await using var context = await new ConsoleContext().Open();
        var meter = context.Render<StrengthMeter>(parameters => parameters.Add(part => part.Password, "Ada-Lovelace-1815!").Add(part => part.AccountName, "ada"));
        Assert.Contains("account's name", meter.Find(".wrong").TextContent, StringComparison.Ordinal);
        meter.Render(parameters => parameters.Add(part => part.AccountName, "grace"));
        Assert.Empty(meter.FindAll(".wrong"));
        Assert.Contains("strong", meter.Find(".strength-word").TextContent, StringComparison.Ordinal);
    }
}
