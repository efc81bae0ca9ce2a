using Holdfast.Contracts.Errors;

namespace Holdfast.Contracts.Tests.Errors;

public sealed class ErrorCatalogTests
{
    public static TheoryData<ErrorCode> Codes => [.. Enum.GetValues<ErrorCode>()];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Get_EveryCode_HasAnEntryWithWords(ErrorCode code)
    {
        var entry = Assert.Single(ErrorCatalog.All, entry => entry.Code == code);
        Assert.All([entry.Title, entry.Cause, entry.Remedy], text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.False(entry.Title.EndsWith('.'));
        Assert.EndsWith(".", entry.Cause);
        Assert.EndsWith(".", entry.Remedy);
        Assert.InRange(entry.HttpStatus, 200, 599);
        Assert.InRange(entry.ExitCode, 0, 5);
    }

    [Fact]
    public void All_HasNothingButTheCodes() => Assert.Equal(Enum.GetValues<ErrorCode>().Order(), ErrorCatalog.All.Select(entry => entry.Code).Order());

    [Fact]
    public void Codes_HaveDistinctNumbers() => Assert.Equal(Enum.GetNames<ErrorCode>().Length, Enum.GetValues<ErrorCode>().Distinct().Count());

    [Fact]
    public void Get_NumberOfANewerVersion_KeepsTheNumber() => Assert.Equal((ErrorCode)987654, ErrorCatalog.Get((ErrorCode)987654).Code);

    [Fact]
    public void Exception_WithoutOwnRemedy_TakesTheCatalogs()
    {
        Assert.Equal(ErrorCatalog.Get(ErrorCode.NoDisks).Remedy, new HoldfastException(ErrorCode.NoDisks, "x").Remedy);
        Assert.Equal("y", new HoldfastException(ErrorCode.NoDisks, "x", "y").Remedy);
    }

    [Theory]
    [InlineData(ErrorCode.NotReachable, 4)]
    [InlineData(ErrorCode.ServiceUnreachable, 4)]
    [InlineData(ErrorCode.Unauthorized, 5)]
    [InlineData(ErrorCode.BadRequest, 2)]
    [InlineData(ErrorCode.ReplicaOutOfSpace, 1)]
    [InlineData(ErrorCode.ItemUnreadable, 3)]
    public void ExitCodes_AreThoseThatScriptsRelyOn(ErrorCode code, int exitCode) => Assert.Equal(exitCode, ErrorCatalog.Get(code).ExitCode);
}
