using Holdfast.Contracts.Api.Setup;
using Holdfast.Contracts.Errors;
using Holdfast.Format.Keys;
using Holdfast.Server.Alerts;
using Holdfast.Server.Audit;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.Hosting;
using Holdfast.Server.Setup.Checks;
using Holdfast.Server.Vault;

namespace Holdfast.Server.Setup;

/// <summary>What is left of the setup on the installed server: GET setup, setup/passphrase, disks/candidates, POST setup/passphrase, setup/passphrase-saved, setup/finish.</summary>
internal sealed class AfterSetupRoutes(string dataDirectory, IEngine engine, ServerCatalog catalog, IAuditTrail audit, IMachineProbe probe)
{
    private readonly SetupFiles files = new(dataDirectory);

    internal void Map(ApiRouter routes)
    {
        routes.Get("setup", SetupJson.Default.SetupState, _ => State());
        routes.Get("setup/passphrase", SetupJson.Default.SetupPassphrase, Passphrase);
        routes.Post("setup/passphrase", SetupJson.Default.ChoosePassphraseRequest, SetupJson.Default.SetupPassphrase, Choose);
        routes.Post("setup/passphrase-saved", SetupJson.Default.SetupState, _ => PassphraseSaved());
        routes.Post("setup/finish", SetupJson.Default.SetupState, _ => Finish());
        routes.Get("disks/candidates", SetupJson.Default.DiskCandidates, _ => CandidateView.Of(probe, [.. engine.Disks.Select(disk => disk.Path)]));
    }

    private SetupState State()
    {
        var record = files.Record;
        var remaining = record is { IsInstalled: true, IsFinished: false } ? Remaining(record).ToList() : [];
        return new SetupState(remaining.FirstOrDefault(SetupSteps.Finish), true, record?.Answers ?? new SetupAnswers(), [], remaining) { DataFolder = dataDirectory };
    }

    private IEnumerable<string> Remaining(SetupRecord record)
    {
        // A vault in a folder of this computer is lost with it.
        var contact = engine.Contact;
        if (contact.State == VaultStates.NotRegistered || (contact.Address is { } address && Path.IsPathFullyQualified(address))) yield return SetupSteps.Vault;
        if (!record.IsPassphraseSaved) yield return SetupSteps.Passphrase;
        var own = Path.TrimEndingDirectorySeparator(dataDirectory) + Path.DirectorySeparatorChar;
        if (engine.Disks.All(disk => disk.Path.StartsWith(own, StringComparison.Ordinal))) yield return SetupSteps.Disks;
        if (!catalog.Sources.All().Any(source => source.GroupId is not null)) yield return SetupSteps.Protect;
    }

    // Reading is not recorded by itself; this is.
    private SetupPassphrase Passphrase(ApiCall call)
    {
        RequireUnsaved();
        var file = new EngineOptions(dataDirectory).PassphraseFile;
        if (!File.Exists(file)) throw new HoldfastException(ErrorCode.PassphraseNotShown, "The passphrase was moved out of the data folder.");
        audit.Record(call.Caller.Name, "GET setup/passphrase", "passphrase", "ok");
        return new SetupPassphrase(File.ReadAllText(file).TrimEnd('\r', '\n'));
    }

    private SetupPassphrase Choose(ChoosePassphraseRequest request, ApiCall call)
    {
        RequireUnsaved();
        var passphrase = request.Passphrase ?? PassphraseRule.Generate(SystemRandomness.Instance);
        VaultRoutes.CheckPassphrase(passphrase);
        engine.ChangePassphrase(passphrase, call.VaultPin);
        return new SetupPassphrase(passphrase);
    }

    private SetupState PassphraseSaved()
    {
        if (files.Record is { IsInstalled: true }) files.Change(record => record with { IsPassphraseSaved = true });
        return State();
    }

    private SetupState Finish()
    {
        if (files.Record is not { IsInstalled: true } record) return State();
        if (!record.IsPassphraseSaved) throw new HoldfastException(ErrorCode.PassphraseNotSaved, "It is not confirmed yet that the passphrase is kept elsewhere.");
        files.Change(present => present with { IsFinished = true });
        return State();
    }

    // A server that was not made by a setup has a passphrase that nobody may suddenly read by network.
    private void RequireUnsaved()
    {
        if (files.Record is not { IsInstalled: true, IsPassphraseSaved: false, IsFinished: false })
            throw new HoldfastException(ErrorCode.PassphraseNotShown, "The passphrase is not shown any more.");
    }
}
