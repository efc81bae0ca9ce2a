using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Microsoft.AspNetCore.Components.Forms;

namespace Holdfast.Console.Pages.Vault;

public sealed partial class RegisterPage
{
    private const int LongestFile = 64 << 10;
    private VaultInfo? vault;
    private HoldfastException? refused;
    private byte[]? credentials;
    private string fileName = "", passphrase = "", lost = "", proxy = "", proxyFile = "";
    private bool replaces, isReady, isBusy;

    private bool MayRegister => credentials is not null && (replaces ? lost.Trim().Length > 0 && passphrase.Length > 0 : isReady);

    protected override IReadOnlyCollection<string> Topics => ["vault"];

    protected override async Task Load()
    {
        if (Session.IsAdministrator) vault = await Session.Api.Vault(Leaving);
    }

    private async Task Take(InputFileChangeEventArgs change)
    {
        (credentials, refused, fileName) = (null, null, change.File.Name);
        if (change.File.Size is 0 or > LongestFile)
        {
            refused = new HoldfastException(ErrorCode.InvalidVaultCredentials, T["{0} is no credentials file: it is empty or too large.", change.File.Name]);
            return;
        }
        await using var stream = change.File.OpenReadStream(LongestFile, Leaving);
        var content = new byte[change.File.Size];
        await stream.ReadExactlyAsync(content, Leaving);
        credentials = content;
    }

    private void Replace(bool wanted) => (replaces, passphrase, isReady) = (wanted, "", false);

    private async Task Register()
    {
        if (!MayRegister || credentials is null) return;
        (isBusy, refused) = (true, null);
        var request = new RegisterVaultRequest(credentials, passphrase, Given(replaces ? lost : ""), Given(proxy), Given(proxyFile));
        IReadOnlyList<string> consequences = replaces
            ? [T["{0} is not to run any more: this server takes its place in the vault, under its passphrase.", lost.Trim()], T["The pool of this server goes over to the keys of that one; it must be empty."]]
            : [T["Nothing is lost. From now on the passphrase that you chose opens what this server keeps in the vault. Nobody can replace it."], T["The credentials file is used up by this."]];
        var isDone = await Confirmations.Ask(T["Register this server with the vault?"], consequences, T["Register"], async codes =>
        {
            using var api = Session.Confirmed(codes.Confirmation, codes.VaultPin);
            vault = await api.RegisterVault(request);
        });
        isBusy = false;
        if (!isDone) return;
        var connection = await Session.Api.VaultConnection(Leaving);
        if (connection.Connected) Toasts.Say(T["This server is registered, and the vault answers."]);
        else Toasts.Warn(T["This server is registered, but the vault does not answer now: {0}", connection.Reason ?? ""]);
        Navigation.NavigateTo("/vault");
    }

    private static string? Given(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
