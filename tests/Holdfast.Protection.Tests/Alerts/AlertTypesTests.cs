using Holdfast.Protection.Alerts;

namespace Holdfast.Protection.Tests.Alerts;

public sealed class AlertTypesTests
{
    [Fact]
    public void Of_EveryType_HasATitleOfItsOwn()
    {
        Assert.Equal(Enum.GetValues<AlertType>(), AlertTypes.All);
        Assert.Equal(AlertTypes.All.Count, AlertTypes.All.Select(type => AlertTypes.Of(type).Title).Distinct().Count());
    }

    [Theory]
    [InlineData(AlertType.ReplicaInconsistent, AlertSeverity.Critical, AlertArea.Protection)]
    [InlineData(AlertType.ConnectivityCountdown, AlertSeverity.Warning, AlertArea.Online)]
    [InlineData(AlertType.RecoverySuccessful, AlertSeverity.Informational, AlertArea.Recovery)]
    [InlineData(AlertType.RecoveryInProgress, AlertSeverity.Informational, AlertArea.Recovery)]
    [InlineData(AlertType.ReplicaInitializationInProgress, AlertSeverity.Informational, AlertArea.Protection)]
    [InlineData(AlertType.VerificationInProgress, AlertSeverity.Informational, AlertArea.Protection)]
    public void Of_KnownTypes_HaveTheirSeverity(AlertType type, AlertSeverity severity, AlertArea area) =>
        Assert.Equal((severity, area), (AlertTypes.Of(type).Severity, AlertTypes.Of(type).Area));
}
