using Holdfast.Console.Pages.Setup;
using Holdfast.Contracts.Api.Setup;

namespace Holdfast.Console.Tests.Setup;

public sealed class SetupRoadTests
{
    private static readonly SetupPhase failed = new("pool", "Make keys", "failed", 0, "No room");

    [Theory]
    [InlineData(null, "welcome", true, "welcome")]
    [InlineData("summary", "welcome", true, "welcome")]
    [InlineData("catalog", "updates", true, "catalog")]
    [InlineData(null, "updates", true, "updates")]
    [InlineData("nonsense", "locations", true, "locations")]
    // The password is kept nowhere: whoever comes back enters it again.
    [InlineData(null, "summary", false, "security")]
    [InlineData("updates", "summary", false, "security")]
    [InlineData("install", "summary", true, "summary")]
    [InlineData("vault", "catalog", true, "catalog")]
    public void Place_BeforeTheInstallation_IsNeverFartherThanTheAnswers(string? wanted, string saved, bool hasPassword, string place) =>
        Assert.Equal(place, SetupRoad.Place(wanted, new SetupState(saved, false, new SetupAnswers(saved), [], []), isBefore: true, hasPassword));

    [Fact]
    public void Place_WhileItInstalls_IsTheInstallation()
    {
        var state = new SetupState(SetupSteps.Install, false, new SetupAnswers(SetupSteps.Summary), [failed with { State = "running" }], []);
        Assert.Equal(SetupSteps.Install, SetupRoad.Place("catalog", state, isBefore: true, hasPassword: false));
    }

    [Fact]
    public void Place_InstallationThatFailed_ShowsItWhereItIsAskedForAndLeadsBackOtherwise()
    {
        var state = new SetupState(SetupSteps.Summary, false, new SetupAnswers(SetupSteps.Summary), [failed], []);
        Assert.Equal(SetupSteps.Install, SetupRoad.Place("install", state, isBefore: true, hasPassword: true));
        Assert.Equal(SetupSteps.Summary, SetupRoad.Place("summary", state, isBefore: true, hasPassword: true));
    }

    [Theory]
    [InlineData(null, "vault", "vault")]
    [InlineData("install", "passphrase", "passphrase")]
    [InlineData("disks", "vault", "disks")]
    [InlineData(null, "protect", "finish")]
    [InlineData("security", "finish", "finish")]
    public void Place_OnTheServer_IsWhatIsLeft(string? wanted, string next, string place) =>
        Assert.Equal(place, SetupRoad.Place(wanted, new SetupState(next, true, new SetupAnswers(SetupSteps.Summary), [], [next]), isBefore: false, hasPassword: false));
}
