using Holdfast.Console.Elements;
using Holdfast.Console.Hosting;
using Holdfast.Console.Live;
using Holdfast.Console.Text;
using Holdfast.Contracts.Api.Setup;
using Holdfast.Contracts.Errors;
using Microsoft.AspNetCore.Components;

namespace Holdfast.Console.Pages.Setup;

/// <summary>The questions before anything is installed. Answers are saved with every Next; nothing else happens before Install.</summary>
public sealed partial class Questions
{
    /// <summary>Where one goes on when the server runs.</summary>
    internal const string Server = "/signin?return=%2Fsetup%2Fvault";

    private SetupChecks? checks;
    private IReadOnlyList<SetupCheck> places = [];
    private HoldfastException? refusal;
    private bool isBusy;

    [Parameter, EditorRequired] public SetupState State { get; set; } = null!;

    /// <summary>Kept by the page, so that it outlives the way from step to step.</summary>
    [Parameter, EditorRequired] public SetupDraft Draft { get; set; } = null!;

    /// <summary>One of <see cref="SetupSteps.Questions"/>.</summary>
    [Parameter, EditorRequired] public string Step { get; set; } = "";

    /// <summary>The installation has begun.</summary>
    [Parameter] public EventCallback<SetupState> Installing { get; set; }

    /// <summary>Answers were saved.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    [Inject] private Session Session { get; set; } = null!;

    [Inject] private Browser Browser { get; set; } = null!;

    [Inject] private Texts T { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    private int Current => Math.Max(0, SetupRoad.IndexOf(Step));

    private List<WizardStep> Steps() =>
    [
        new(SetupSteps.Welcome, T["Welcome"]), new(SetupSteps.Checks, T["Prerequisites"], ChecksProblem()), new(SetupSteps.Catalog, T["Catalog"], Draft.CatalogProblem(T)),
        new(SetupSteps.Locations, T["Locations"], Draft.LocationsProblem(T)), new(SetupSteps.Security, T["Security"], Draft.SecurityProblem(T)), new(SetupSteps.Updates, T["Updates"]),
        new(SetupSteps.Summary, T["Summary"], Draft.SecurityProblem(T)),
    ];

    // Elsewhere they were passed before, and the installation begins with them once more.
    private string? ChecksProblem()
    {
        if (Step != SetupSteps.Checks) return null;
        if (checks is null) return T["The checks have not ended yet."];
        var failed = checks.Checks.Count(check => check.State == SetupCheck.Failed);
        return failed == 0 ? null : failed == 1 ? T["One check failed. Do what it says, then check again."] : T["{0} checks failed. Do what they say, then check again.", failed];
    }

    private void Heard(SetupChecks? now) => checks = now;

    private void Show(int index)
    {
        (refusal, places) = (null, []);
        Navigation.NavigateTo("/setup/" + SetupSteps.Questions[index]);
    }

    private async Task<bool> Leave()
    {
        (isBusy, refusal, places) = (true, null, []);
        StateHasChanged();
        try
        {
            var next = SetupSteps.Questions[Current + 1];
            // Answers count only when the page lets one go on; the step with them.
            if (Step == SetupSteps.Locations && !await Fit()) return false;
            if (Step == SetupSteps.Security && !Draft.WantsFactor) await Session.Api.Setup.ForgetTotp();
            if (SetupRoad.IndexOf(Draft.Step) <= Current) Draft.Step = next;
            await Session.Api.Setup.Save(Draft.Answers());
            await Changed.InvokeAsync();
            return true;
        }
        catch (HoldfastException failure)
        {
            refusal = failure;
            return false;
        }
        finally
        {
            isBusy = false;
        }
    }

    // The server looks at the folders that are saved; the step stays, so that one who leaves comes back to it.
    private async Task<bool> Fit()
    {
        await Session.Api.Setup.Save(Draft.Answers());
        var all = await Session.Api.Setup.Check();
        places = [.. all.Checks.Where(check => check.State == SetupCheck.Failed && (check.Id is "scratch-space" or "pool-disk"))];
        return places.Count == 0;
    }

    private async Task Install()
    {
        (isBusy, refusal) = (true, null);
        try
        {
            // From here on the browser watches for the server by itself: the setup, and with it this page's connection, ends when it is there.
            await Browser.Do("handOver", Server);
            var begun = await Session.Api.Setup.Install(new InstallRequest(Draft.Administrator.Trim(), Draft.Password, null, Draft.IsPostgres && Draft.CatalogPassword.Length > 0 ? Draft.CatalogPassword : null));
            await Installing.InvokeAsync(begun);
        }
        catch (HoldfastException failure)
        {
            refusal = failure;
            await Browser.Do("stay");
        }
        finally
        {
            isBusy = false;
        }
    }
}
