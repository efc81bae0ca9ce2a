using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Holdfast.Console.Pages.Setup.Steps;

/// <summary>Registers the server with a vault elsewhere.</summary>
public sealed partial class VaultStep
{
    private const int LargestCredentials = 256 << 10;

    private VaultInfo? vault;
    private VaultConnection? connection;
    private HoldfastException? failure;
    private byte[]? credentials;
    private string passphrase = "", proxy = "", proxyCredentials = "", code = "";
    private bool wantsPassphrase, wantsCode, isBusy, hadProxy;

    /// <summary>The one that the answers name; null: none.</summary>
    [Parameter] public string? Proxy { get; set; }

    /// <summary>The server has another vault.</summary>
    [Parameter] public EventCallback Registered { get; set; }

    // An embedded vault lies in a folder of this computer, and its address is that.
    private bool IsElsewhere => vault is { State: not "notRegistered", Address: { } address } && !Path.IsPathFullyQualified(address);

    protected override Task OnInitializedAsync()
    {
        proxy = Proxy ?? "";
        hadProxy = proxy.Length > 0;
        return Busy(async () => vault = await Session.Api.Vault());
    }

    private Task Read(InputFileChangeEventArgs chosen) => Busy(async () =>
    {
        credentials = null;
        if (chosen.File.Size > LargestCredentials) throw new HoldfastException(ErrorCode.BadRequest, T["{0} is too large to be a vault credentials file.", chosen.File.Name]);
        using var content = new MemoryStream();
        await using var file = chosen.File.OpenReadStream(LargestCredentials);
        await file.CopyToAsync(content);
        credentials = content.ToArray();
    });

    private Task Register() => Busy(async () =>
    {
        if (credentials is null || await Passphrase() is not { } known) return;
        var request = new RegisterVaultRequest(credentials, known, null, Given(proxy), Given(proxy) is null ? null : Given(proxyCredentials));
        try
        {
            using var api = Session.Confirmed(Given(code));
            vault = await api.RegisterVault(request);
        }
        catch (HoldfastException refused) when (refused.Code is ErrorCode.ConfirmationNeeded)
        {
            wantsCode = true;
            return;
        }
        (credentials, passphrase, code) = (null, "", "");
        connection = await Session.Api.VaultConnection();
        await Registered.InvokeAsync();
    });

    // As long as nobody has confirmed to have saved it, the server tells it; then it has to be entered.
    private async Task<string?> Passphrase()
    {
        if (wantsPassphrase) return passphrase;
        try
        {
            return (await Session.Api.Setup.Passphrase()).Passphrase;
        }
        catch (HoldfastException refused) when (refused.Code is ErrorCode.PassphraseNotShown)
        {
            wantsPassphrase = true;
            return null;
        }
    }

    private Task Connect() => Busy(async () => connection = await Session.Api.VaultConnection());

    private async Task Busy(Func<Task> act)
    {
        (isBusy, failure) = (true, null);
        try
        {
            await act();
        }
        catch (HoldfastException refused)
        {
            failure = refused;
            wantsCode |= refused.Code is ErrorCode.ConfirmationRefused;
        }
        catch (IOException broken)
        {
            failure = new HoldfastException(ErrorCode.BadRequest, T["The file could not be read: {0}", broken.Message]);
        }
        finally
        {
            isBusy = false;
        }
    }

    private static string? Given(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
