using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault.Owner;

namespace Holdfast.VaultService.Tests;

/// <summary>Six digits, five minutes, one use, five attempts.</summary>
public sealed class PinTests : VaultTest
{
    [Fact]
    public void Spend_TheNewestPin_WorksOnce()
    {
        var older = Service.MakePin(Main);
        var newer = Service.MakePin(Main);
        Assert.Matches("^[0-9]{6}$", newer.Pin);
        if (older.Pin != newer.Pin) AssertWrong(older.Pin);
        Spend(newer.Pin);
        AssertWrong(newer.Pin);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Spend_NoPin_SaysThatItIsMissing(string? pin) => AssertCode(ErrorCode.VaultPinMissing, () => Spend(pin));

    [Fact]
    public void Spend_AfterFiveMinutes_IsRefused()
    {
        var pin = Service.MakePin(Main);
        Clock.Advance(TimeSpan.FromMinutes(5));
        AssertWrong(pin.Pin);
    }

    [Fact]
    public void Spend_AfterFiveWrongAttempts_IsRefused()
    {
        var pin = Service.MakePin(Main).Pin;
        for (var i = 0; i < 5; i++) AssertWrong(pin == "000000" ? "111111" : "000000");
        AssertWrong(pin);
        Spend(Service.MakePin(Main).Pin);
    }

    [Fact]
    public void Spend_PinOfAnotherVault_IsRefused()
    {
        Service.Create(new NewVault("Other"));
        var pin = Service.MakePin("Other").Pin;
        AssertWrong(pin);
    }

    [Fact]
    public void Spend_ByManyAtOnce_HasOneWinner()
    {
        var pin = Service.MakePin(Main).Pin;
        var taken = 0;
        Parallel.For(0, 5, _ =>
        {
            try
            {
                Spend(pin);
                Interlocked.Increment(ref taken);
            }
            catch (HoldfastException refusal) when (refusal.Code == ErrorCode.VaultPinWrong)
            {
            }
        });
        Assert.Equal(1, taken);
    }

    [Fact]
    public void MakePin_IsNowhereInTheRecords()
    {
        var pin = Service.MakePin(Main);
        Assert.DoesNotContain(pin.Pin, pin.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Service.Audit(Main, 10), act => act.Detail.Contains(pin.Pin, StringComparison.Ordinal));
    }

    private void Spend(string? pin) => Service.Records.Pins.Spend(Vault.Id, pin);

    private void AssertWrong(string pin) => AssertCode(ErrorCode.VaultPinWrong, () => Spend(pin));
}
