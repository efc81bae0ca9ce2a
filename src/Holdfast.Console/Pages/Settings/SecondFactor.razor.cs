using Holdfast.Contracts.Api.Accounts;
using Holdfast.Contracts.Errors;
using Microsoft.AspNetCore.Components;

namespace Holdfast.Console.Pages.Settings;

public sealed partial class SecondFactor
{
    private AccountInfo? own;
    private TotpEnrollment? enrollment;
    private IReadOnlyList<string>? codes;
    private HoldfastException? refused;
    private string password = "", typed = "";
    private bool isBusy;

    [Parameter, EditorRequired] public string Account { get; set; } = "";

    protected override IReadOnlyCollection<string> Topics => ["accounts"];

    // Only administrators may ask how accounts are; others are offered both ways.
    protected override async Task Load()
    {
        if (Session.IsAdministrator) own = (await Session.Api.Accounts.List(Leaving)).Accounts.FirstOrDefault(account => account.Name == Account);
    }

    private Task Enroll() => Attempt(async () =>
    {
        enrollment = await Session.Api.Accounts.EnrollTotp(Account, new EnrollTotpRequest(password), Leaving);
        (password, typed) = ("", "");
    });

    private Task Confirm() => Attempt(async () =>
    {
        codes = (await Session.Api.Accounts.ConfirmTotp(Account, new ConfirmTotpRequest(typed.Trim()), Leaving)).Codes;
        enrollment = null;
        await Reload();
    });

    private async Task SaveCodes() => await Browser.Save("holdfast-recovery-codes.txt", "text/plain;charset=utf-8", string.Join('\n', codes ?? []) + "\n");

    private async Task Remove()
    {
        IReadOnlyList<string> losses = [T["The password alone opens this account from then on."], T["The recovery codes are worth nothing any more."]];
        var isDone = await Confirmations.Ask(T["Turn the second factor off?"], losses, T["Turn off"], async given =>
        {
            using var api = Session.Confirmed(given.Confirmation);
            await api.Accounts.RemoveTotp(Account);
        });
        if (isDone) await Reload();
    }

    private async Task Attempt(Func<Task> act)
    {
        (isBusy, refused) = (true, null);
        try
        {
            await act();
        }
        catch (HoldfastException failure)
        {
            refused = failure;
        }
        finally
        {
            isBusy = false;
        }
    }
}
