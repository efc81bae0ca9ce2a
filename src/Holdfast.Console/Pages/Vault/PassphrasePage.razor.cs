using Holdfast.Contracts.Api.Setup;
using Holdfast.Contracts.Api.Vaults;

namespace Holdfast.Console.Pages.Vault;

public sealed partial class PassphrasePage
{
    private KeyRotationInfo? rotated;
    private string passphrase = "", present = "";
    private string? shown;
    private bool isReady, isBusy, isUnsaved;
    private int round;

    protected override async Task Load()
    {
        if (Session.IsAdministrator) isUnsaved = (await Session.Api.Setup.State(Leaving)).Remaining.Contains(SetupSteps.Passphrase);
    }

    private Task Reveal() => Busy(async () => shown = (await Session.Api.Setup.Passphrase(Leaving)).Passphrase, null);

    private async Task SaveFile() => await Browser.Save("holdfast-passphrase.txt", "text/plain;charset=utf-8", shown + "\n");

    private async Task Saved()
    {
        await Busy(() => Session.Api.Setup.PassphraseSaved(Leaving), T["Good. It is not shown any more."]);
        shown = null;
        await Reload();
    }

    private async Task Change()
    {
        if (!isReady) return;
        IReadOnlyList<string> losses =
        [
            T["The old passphrase opens nothing any more, neither the pool nor the vault copy."],
            T["Whoever needs to recover without this server needs the new one. Nobody can replace it."],
        ];
        var chosen = passphrase;
        var isDone = await Confirmations.Ask(T["Change the passphrase?"], losses, T["Change it"], async codes =>
        {
            using var api = Session.Confirmed(codes.Confirmation, codes.VaultPin);
            await api.Vaults.ChangePassphrase(new ChangePassphraseRequest(chosen));
        });
        if (!isDone) return;
        (passphrase, isReady, round) = ("", false, round + 1);
        Toasts.Say(T["The new passphrase is in force."]);
        await Reload();
    }

    private async Task Rotate()
    {
        IReadOnlyList<string> losses = [T["Nothing is lost: what is there stays readable under the old keys."], T["It cannot be undone; old and new keys are both kept from then on."]];
        await Confirmations.Ask(T["Make new keys?"], losses, T["Make new keys"], async codes =>
        {
            using var api = Session.Confirmed(codes.Confirmation, codes.VaultPin);
            rotated = await api.Vaults.Rotate(new RotateKeysRequest(string.IsNullOrEmpty(present) ? null : present));
        });
        present = "";
    }

    private async Task Busy(Func<Task> act, string? done)
    {
        isBusy = true;
        await Try(act, done);
        isBusy = false;
    }
}
