using Holdfast.Console.Frame;

namespace Holdfast.Console.Tests.Frame;

public sealed class PaletteFinderTests
{
    [Theory]
    [InlineData("recover payroll.xlsx", "payroll.xlsx")]
    [InlineData("Recover  payroll.xlsx", "payroll.xlsx")]
    [InlineData("recovery", "recovery")]
    [InlineData("payroll.xlsx", "payroll.xlsx")]
    public void Named_Text_IsWithoutTheVerb(string text, string name) => Assert.Equal(name, PaletteFinder.Named(text));
}
