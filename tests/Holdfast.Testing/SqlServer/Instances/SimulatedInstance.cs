namespace Holdfast.Testing.SqlServer.Instances;

/// <summary>A stand-in for an instance of SQL Server: understands the statements that are sent, writes and reads media where they say, keeps a history. It is no SQL Server, and says only
/// whether what is sent fits together.</summary>
public class SimulatedInstance(IMediaPlace place)
{
    private const int UtcOffset = 60;
    private const string Url = "URL";

    private static readonly TimeSpan backup = TimeSpan.FromMinutes(15), commit = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly InstanceHistory history = new();

    public string Name { get; init; } = "GENERATOR";

    public string Version { get; set; } = "16.0.4035.4";

    public List<SimulatedDatabase> Databases { get; } = [];

    public List<string> Replicas { get; init; } = [];

    /// <summary>Access key and secret by the address of a bucket.</summary>
    public Dictionary<string, string> Credentials { get; } = [];

    /// <summary>Every statement that changes something, with devices cut short.</summary>
    public List<string> Log { get; } = [];

    /// <summary>Statements that it does not understand: it refused them.</summary>
    public List<string> Strange { get; } = [];

    /// <summary>Called before each statement; what it throws is what the server says.</summary>
    public Action<string>? Before { get; set; }

    /// <summary>Changes the set that is written, so that it is not what was asked for.</summary>
    public Func<GeneratedSet, GeneratedSet> Written { get; set; } = set => set;

    /// <summary>Changes a column of the history.</summary>
    public Action<Dictionary<string, object?>>? Recorded { get; set; }

    /// <summary>A file of another database.</summary>
    public string TakenFile { get; set; } = @"D:\data\Copy.mdf";

    /// <summary>Hears of the files of which a database is made.</summary>
    public Action<IReadOnlyList<string>>? Attaching { get; set; }

    /// <summary>Its clock, an hour ahead of UTC: each backup takes a quarter of an hour, each commit a minute.</summary>
    public DateTime Now { get; set; } = new(2026, 3, 1, 12, 0, 0);

    /// <summary>What other instances wrote can be restored here where they share it.</summary>
    public MediaShelf Shelf { get; init; } = new();

    public IDevicePlace? Devices { get; set; }

    public SimulatedDatabase this[string name]
    {
        get
        {
            lock (gate) return Databases.Single(database => database.Name == name);
        }
    }

    /// <summary>A database that comes while the instance runs.</summary>
    public SimulatedDatabase Add(SimulatedDatabase database)
    {
        lock (gate) Databases.Add(database);
        return database;
    }

    /// <summary>Somebody commits a row; the moment at which they did.</summary>
    public DateTimeOffset Commit(string database, string row)
    {
        lock (gate)
        {
            var changed = this[database];
            Now += commit;
            changed.Commits = [.. changed.Commits, new Commit(++changed.Block, Now, row)];
            return new DateTimeOffset(Now, TimeSpan.FromMinutes(UtcOffset));
        }
    }

    public void ForgetHistory() => history.Forget();

    /// <exception cref="InstanceError">The statement failed, or is none that it understands.</exception>
    public void Execute(string text)
    {
        lock (gate)
        {
            Log.Add(StatementForms.Short(text));
            Before?.Invoke(text);
            if (StatementForms.CreateCredential().Match(text) is { Success: true } create) CreateCredential(create.Groups[1].Value, create.Groups[2].Value);
            else if (StatementForms.DropCredential().Match(text) is { Success: true } drop) Credentials.Remove(drop.Groups[1].Value);
            else if (StatementForms.Backup().Match(text) is { Success: true } backup) Backup(backup.Groups[1].Value == "LOG", StatementForms.Plain(backup.Groups[2].Value), StatementForms.Devices(backup.Groups[3].Value), backup.Groups[4].Value);
            else if (StatementForms.Restore().Match(text) is { Success: true } restore) Restore(restore.Groups[1].Value == "LOG", StatementForms.Plain(restore.Groups[2].Value), StatementForms.Devices(restore.Groups[3].Value), restore.Groups[4].Value);
            else if (StatementForms.Recover().Match(text) is { Success: true } recover) Present(recover.Groups[1].Value).State = "ONLINE";
            else if (StatementForms.Alter().Match(text) is { Success: true } alter) Present(alter.Groups[1].Value).IsSingleUser = alter.Groups[2].Value != "MULTI_USER";
            else if (StatementForms.Attach().Match(text) is { Success: true } attach) Attached(StatementForms.Plain(attach.Groups[1].Value), [.. StatementForms.FileName().Matches(attach.Groups[2].Value).Select(file => file.Groups[1].Value)]);
            else if (StatementForms.Check().Match(text) is { Success: true } check) _ = Present(check.Groups[1].Value);
            else throw Unknown(text);
        }
    }

    /// <exception cref="InstanceError">The statement is none that it understands.</exception>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Query(string text, IReadOnlyDictionary<string, object?> parameters)
    {
        lock (gate)
        {
            Before?.Invoke(text);
            string Parameter(string name) => (string)parameters[name]!;
            return text switch
            {
                _ when StatementForms.Server().IsMatch(text) => [Facts()],
                _ when StatementForms.Databases().IsMatch(text) => [.. Databases.Where(database => parameters.Count == 0 || database.Name == Parameter("@name")).Select(Row)],
                _ when StatementForms.BackupSet().IsMatch(text) => [.. history.Sets(Parameter("@database"), Parameter("@name"))],
                _ when StatementForms.BackupFiles().IsMatch(text) => [.. history.Files(parameters["@id"])],
                _ when StatementForms.TakenFiles().IsMatch(text) => [new Dictionary<string, object?> { ["physical_name"] = TakenFile }],
                _ when StatementForms.Replicas().IsMatch(text) => [.. Replicas.Select(name => new Dictionary<string, object?> { ["replica_server_name"] = name })],
                _ => throw Unknown(text),
            };
        }
    }

    private InstanceError Unknown(string text)
    {
        Strange.Add(text);
        return new InstanceError([102], $"Incorrect syntax: {text}");
    }

    private SimulatedDatabase Present(string quoted) =>
        Databases.Find(database => database.Name == StatementForms.Plain(quoted)) ?? throw new InstanceError([911], $"Database '{quoted}' does not exist.");

    private void CreateCredential(string name, string keys)
    {
        if (!Credentials.TryAdd(name, keys)) throw new InstanceError([15028], $"The credential with the name {name} already exists.");
    }

    private void Attached(string name, List<string> files)
    {
        Attaching?.Invoke(files);
        Databases.Add(new SimulatedDatabase(name));
    }

    private void Backup(bool isLog, string name, List<(string Kind, string Name)> devices, string options)
    {
        var database = Present(name);
        if (database.State is not ("ONLINE" or "SUSPECT")) throw new InstanceError([3033], $"{name} is {database.State}.");
        var isDifferential = options.Contains("DIFFERENTIAL", StringComparison.Ordinal);
        var isCopy = options.Contains("COPY_ONLY", StringComparison.Ordinal);
        if (isLog && database.LogFrom is null) throw new InstanceError([4214], "BACKUP LOG cannot be performed because there is no current database backup.");
        var id = Guid.NewGuid();
        var first = isLog ? database.LogFrom!.Value : database.Block;
        database.Block += 5;
        var set = Written(new GeneratedSet(isLog ? 'L' : isDifferential ? 'I' : 'D', first, database.Block, isLog ? null : isDifferential ? database.Pages[..(4 * GeneratedPages.PageLength)] : database.Pages, [.. Enumerable.Range(0, 600).Select(i => (byte)(i % 251))])
        {
            Database = name, Server = Name, Guid = id, BaseGuid = isDifferential ? database.Base : Guid.Empty, BaseBlock = isDifferential ? database.BaseBlock : 0, FamilyGuid = database.Family,
        });
        Send(devices, set, [.. database.Commits.Where(commit => !isLog || commit.Block > first)]);
        if (isLog) database.LogFrom = database.Block;
        else if (!isDifferential && !isCopy)
        {
            (database.Base, database.BaseBlock) = (id, first);
            if (database.Model != RecoveryModels.Simple) database.LogFrom ??= database.Block;
        }
        if (options.Contains("NORECOVERY", StringComparison.Ordinal)) database.State = "RESTORING";
        Now += backup;
        history.Record(database, set, new TakenBackup(id, first, Now, isCopy, StatementForms.SetName().Match(options).Groups[1].Value), Name, UtcOffset, Recorded);
    }

    private void Send(List<(string Kind, string Name)> devices, GeneratedSet set, List<Commit> commits)
    {
        var media = devices.Select((_, stripe) => MediaWriter.File(devices.Count, stripe + 1, set)).ToList();
        for (var stripe = 0; stripe < media.Count; stripe++) Shelf.Put(media[stripe], new ShelvedSet(set, stripe + 1, devices.Count, commits));
        if (devices[0].Kind == Url)
        {
            var bucket = Bucket(devices[0].Name);
            place.Send(bucket, Credentials[bucket], [.. devices.Select((device, stripe) => (device.Name[(bucket.Length + 1)..], media[stripe]))]);
            return;
        }
        for (var stripe = 0; stripe < devices.Count; stripe++) Devices!.Send(devices[stripe].Name, media[stripe]);
    }

    private void Restore(bool isLog, string name, List<(string Kind, string Name)> devices, string options)
    {
        var database = Databases.Find(present => present.Name == name);
        if (database is null) Databases.Add(database = new SimulatedDatabase(name) { State = "RESTORING" });
        else if (!isLog && database.State == "ONLINE" && !options.Contains("REPLACE", StringComparison.Ordinal)) throw new InstanceError([3159], $"The tail of the log for the database {name} has not been backed up.");
        database.State = "RESTORING";
        var files = devices.Select(device => Shelf.Take(Read(device), device.Name)).ToList();
        var (set, commits) = (files[0].Set, files[0].Commits);
        if (files.Any(file => file.Set.Guid != set.Guid) || files.Count != files[0].Stripes) throw new InstanceError([3132], $"The media set has {files[0].Stripes} media families, but only {files.Count} are provided.");
        if (set.Type == 'L' != isLog) throw new InstanceError([3135], $"The backup set was created by another statement than {(isLog ? "BACKUP LOG" : "BACKUP DATABASE")} and cannot be used for this restore operation.");
        if (!options.Contains("MOVE N'", StringComparison.Ordinal) && !isLog && Databases.Exists(other => other != database && other.Name == set.Database))
            throw new InstanceError([1834], $"The files of {name} cannot be overwritten. They are being used by database '{set.Database}'.");
        Apply(database, set, commits, StatementForms.StopAt().Match(options) is { Success: true } stop ? DateTime.Parse(stop.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : DateTime.MaxValue);
        foreach (var file in files) database.Restored.Add($"{Kind(file.Set.Type)} {LogNumber.Of(file.Set.FirstBlock)}-{LogNumber.Of(file.Set.LastBlock)}");
    }

    /// <summary>What the sets hold comes into the database, in an order that SQL Server takes.</summary>
    private static void Apply(SimulatedDatabase database, GeneratedSet set, IReadOnlyList<Commit> commits, DateTime stopAt)
    {
        switch (set.Type)
        {
            case 'D':
                (database.Pages, database.Commits, database.Base) = ([.. set.Pages!], commits, set.Guid);
                break;
            case 'I' when set.BaseGuid != database.Base:
                throw new InstanceError([3136], "This differential backup cannot be restored because the database has not been restored to the correct earlier state.");
            case 'I':
                set.Pages!.CopyTo(database.Pages, 0);
                database.Commits = commits;
                break;
            case 'L' when set.FirstBlock > database.Reached:
                throw new InstanceError([4305], $"The log in this backup set begins at LSN {LogNumber.Of(set.FirstBlock)}, which is too recent to apply to the database.");
            default:
                database.Commits = [.. database.Commits, .. commits.Where(commit => commit.Block > (database.Reached ?? 0) && commit.Time <= stopAt)];
                break;
        }
        if (set.Type != 'L' || database.Reached is not null) database.Reached = Math.Max(set.LastBlock, set.Type == 'L' ? database.Reached!.Value : 0);
    }

    private byte[] Read((string Kind, string Name) device)
    {
        if (device.Kind != Url) return Devices!.Receive(device.Name);
        var bucket = Bucket(device.Name);
        using var content = place.Read(bucket, Credentials[bucket], device.Name[(bucket.Length + 1)..]);
        var media = new MemoryStream();
        content.CopyTo(media);
        return media.ToArray();
    }

    private string Bucket(string url) =>
        Credentials.Keys.FirstOrDefault(name => url.StartsWith(name + "/", StringComparison.Ordinal)) ?? throw new InstanceError([3225], $"There is no credential for {url}.");

    private Dictionary<string, object?> Facts() => new()
    {
        ["product_version"] = Version, ["edition"] = "Developer Edition (64-bit)", ["engine_edition"] = 3, ["server_name"] = Name, ["data_path"] = @"D:\data\", ["log_path"] = @"E:\log\", ["utc_offset"] = UtcOffset,
        ["is_sysadmin"] = 1, ["may_make_credentials"] = 1, ["may_view_state"] = 1,
    };

    private static Dictionary<string, object?> Row(SimulatedDatabase database) => new()
    {
        ["name"] = database.Name, ["database_id"] = database.Id, ["recovery_model"] = database.Model, ["state_desc"] = database.State, ["is_read_only"] = false, ["is_in_standby"] = false,
        ["source_database_id"] = null, ["is_encrypted"] = false, ["page_verify_option_desc"] = "CHECKSUM", ["group_database_id"] = database.Group == Guid.Empty ? null : database.Group,
        ["is_preferred"] = database.IsPreferred, ["is_primary"] = true, ["family_guid"] = database.Family, ["recovery_fork_guid"] = database.Fork,
        ["last_log_backup_lsn"] = database.LogFrom is { } block ? LogNumber.Of(block) : null, ["differential_base_guid"] = database.Base, ["size"] = (long)database.Pages.Length,
    };

    private static string Kind(char type) => type switch { 'D' => "Full", 'I' => "Differential", _ => "Log" };
}
