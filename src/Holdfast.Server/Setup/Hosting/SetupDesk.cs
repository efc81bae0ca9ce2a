using System.Globalization;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Contracts.Api.Setup;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Accounts;
using Holdfast.Server.Hosting;
using Holdfast.Server.Setup.Checks;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Setup.Hosting;

/// <summary>What the wizard asks of a setup. Secrets are kept in memory until they are installed.</summary>
internal sealed class SetupDesk(DataDirectory directory, InstallTools tools, ServerOptions options, ILogger log)
{
    private readonly SetupFiles files = new(directory.Path);
    private readonly PhaseBoard board = new();
    private readonly Lock gate = new();
    private readonly TaskCompletionSource installed = new(TaskCreationOptions.RunContinuationsAsynchronously), told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? catalogPassword;
    private byte[]? totpSecret;
    private ProvedFactor? factor;
    private Task installation = Task.CompletedTask;

    /// <summary>Ends when the server is installed.</summary>
    internal Task Installed => installed.Task;

    /// <summary>Ends when somebody has been told so.</summary>
    internal Task Told => told.Task;

    /// <summary>Ends when nothing is being installed.</summary>
    internal Task Idle
    {
        get
        {
            lock (gate) return installation;
        }
    }

    /// <summary>Where this setup listens.</summary>
    internal int Port { get; set; }

    internal SetupState State()
    {
        var state = Look();
        if (state.Installed) told.TrySetResult();
        return state;
    }

    internal Task<SetupChecks> Check(CancellationToken cancellation) => new Prerequisites(tools.Probe).Check(Plan(Answers), cancellation);

    internal SetupState Save(SetupAnswers answers)
    {
        AnswerRules.Check(answers);
        lock (gate)
        {
            RequireIdle();
            // Another database has another password.
            if (answers.Catalog?.Password is { } password) catalogPassword = password;
            else if (answers.Catalog != Answers.Catalog) catalogPassword = null;
            files.Change(record => record with { Answers = answers });
        }
        return Look();
    }

    internal CatalogTest TestCatalog(CatalogChoice choice) => CatalogTester.Test(choice, catalogPassword, directory.Installation());

    internal ScratchAnswer Scratch(ScratchQuestion question)
    {
        if (question.PlannedCloudBytes < 0) throw new HoldfastException(ErrorCode.SetupAnswersWrong, "What is planned for the cloud is a number of bytes.");
        AnswerRules.Check(new SetupAnswers(ScratchFolder: question.Folder));
        return RoomRules.Answer(question.PlannedCloudBytes, MountSurvey.Of(question.Folder ?? directory.Path, new Store.Pool.LinuxDiskProbe()).Free);
    }

    internal TotpEnrollment EnrollTotp()
    {
        lock (gate)
        {
            RequireIdle();
            (totpSecret, factor) = (TotpCodes.NewSecret(), null);
            return TotpCodes.Enrollment(totpSecret, Answers.Administrator ?? "administrator");
        }
    }

    /// <summary>Takes the first code of the second factor that was begun: the administrator will have it.</summary>
    internal Acknowledgement ProveTotp(ConfirmTotpRequest request)
    {
        lock (gate)
        {
            RequireIdle();
            factor = Prove(request.Code);
            return new Acknowledgement(true);
        }
    }

    /// <summary>The administrator will have no second factor.</summary>
    internal Acknowledgement ForgetTotp()
    {
        lock (gate)
        {
            RequireIdle();
            (totpSecret, factor) = (null, null);
            return new Acknowledgement(true);
        }
    }

    /// <summary>Looks at what can be wrong at once, and goes on in the background.</summary>
    internal SetupState Install(InstallRequest request)
    {
        lock (gate)
        {
            RequireIdle();
            var order = Order(request);
            files.Change(record => record with { Answers = order.Answers });
            board.Start();
            installation = Task.Run(() => Run(order));
            return Look() with { Step = SetupSteps.Install, RecoveryCodes = order.Account?.Factor?.RecoveryCodes };
        }
    }

    internal DiskCandidates Candidates() => CandidateView.Of(tools.Probe, []);

    private SetupAnswers Answers => files.Record?.Answers ?? new SetupAnswers();

    private InstallOrder Order(InstallRequest request)
    {
        var name = request.Administrator.Trim();
        AccountRule.CheckName(name);
        AccountRule.CheckPassword(request.Password, name);
        if (request.TotpCode is { } code) factor = Prove(code);
        var answers = Answers with { Administrator = name };
        var own = options.Catalog is null ? CatalogAddress.Text(answers.Catalog, request.CatalogPassword ?? catalogPassword) : null;
        return new InstallOrder(answers, options.Catalog ?? own, own is not null, new FirstAccount(Guid.NewGuid().ToString("N"), name, request.Password, factor));
    }

    private ProvedFactor Prove(string code) =>
        TotpCodes.Prove(totpSecret ?? throw new HoldfastException(ErrorCode.SecondFactorMissing, "No second factor was begun.", "Begin one, and give the code that the authenticator shows."), code, tools.Time.GetUtcNow())
        ?? throw new HoldfastException(ErrorCode.ConfirmationRefused, "The code is not the one of the new secret.", "Give the code that the authenticator shows now; check that both clocks are right.");

    private async Task Run(InstallOrder order)
    {
        try
        {
            await new Installer(directory, tools, board).Run(order, Plan(order.Answers), CancellationToken.None);
            log.LogInformation("The server was installed; the administrator is {Administrator}.", order.Account?.Name);
            installed.TrySetResult();
        }
        catch (HoldfastException failure)
        {
            log.LogError(failure, "The installation failed with error {Code}.", ((int)failure.Code).ToString(CultureInfo.InvariantCulture));
        }
    }

    private SetupState Look()
    {
        var phases = board.Phases;
        var state = installed.Task.IsCompleted ? new SetupState(SetupSteps.Vault, true, Answers, phases, SetupSteps.Afterwards)
            : new SetupState(IsBusy ? SetupSteps.Install : Answers.Step, false, Answers, phases, []);
        return state with { DataFolder = directory.Path };
    }

    private CheckPlan Plan(SetupAnswers answers) => AnswerRules.Plan(answers, directory.Path, AnswerRules.AgentPort(directory.Path, Port));

    // Where a phase has failed, all is taken back already.
    private bool IsBusy => !installation.IsCompleted && !board.Phases.Any(phase => phase.State == "failed");

    private void RequireIdle()
    {
        if (IsBusy) throw new HoldfastException(ErrorCode.SetupUnderWay, "The installation is under way.");
        if (installed.Task.IsCompleted) throw new HoldfastException(ErrorCode.SetupDone, "The server is installed.");
    }
}
