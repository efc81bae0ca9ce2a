using Holdfast.Workloads.SqlServer;
using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.Tests.SqlServer.Planning;

/// <summary>A database that commits, is backed up, and is restored to earlier moments, second by second; it knows what it held at every moment.</summary>
internal sealed class SimulatedServer(int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<(int Time, IReadOnlyList<Commit> Held)> _held = [];
    private readonly List<TakenSet> _taken = [];
    private List<Commit> _commits = [];
    private List<Segment> _lineage = [new(Sets.Fork, 0)];
    private int _lsn = 100, _now = 100, _nextId = 1, _logFrom = 100;
    private bool _chain;
    private TakenSet? _base;

    public IReadOnlyList<TakenSet> Taken => _taken;

    /// <summary>Seconds in which what the database held is in no backup: from the last one to a restore to an earlier moment.</summary>
    public List<(int After, int Until)> Lost { get; } = [];

    public int Now => _now;

    public IReadOnlyList<Commit> HeldAt(int time) => _held.LastOrDefault(held => held.Time <= time).Held ?? [];

    public void Run(int steps)
    {
        Back(BackupSetKind.Full, copyOnly: false);
        for (var step = 0; step < steps; step++)
        {
            _now += _random.Next(3, 20);
            switch (_random.Next(20))
            {
                case < 7: Write(); break;
                case < 8: Back(BackupSetKind.Full, copyOnly: _random.Next(2) == 0); break;
                case < 10: if (_base is not null) Back(BackupSetKind.Differential, false); break;
                case < 17: if (_chain) Back(BackupSetKind.Log, false); break;
                case < 18: _chain = false; break;
                default: GoBack(); break;
            }
            _held.Add((_now, [.. _commits]));
        }
    }

    private void Write()
    {
        for (var count = _random.Next(1, 4); count > 0; count--, _now += 2)
        {
            _lsn += _random.Next(1, 6);
            _commits.Add(new Commit(_now, _lsn, _nextId++));
            _held.Add((_now, [.. _commits]));
        }
        _lsn++;
    }

    private void Back(BackupSetKind kind, bool copyOnly)
    {
        var fork = _lineage[^1].Fork;
        var first = kind == BackupSetKind.Log ? _logFrom : _lsn;
        if (kind != BackupSetKind.Log) _lsn += 2;
        var firstFork = kind == BackupSetKind.Log ? ForkAt(first) : fork;
        var set = new BackupSet
        {
            Id = Sets.Id(_nextId++), Kind = kind, Database = "Sales", First = Sets.Number(first), Last = Sets.Number(_lsn), Checkpoint = Sets.Number(first), FirstFork = firstFork, LastFork = fork,
            ForkPoint = firstFork == fork ? Lsn.Zero : Sets.Number(_lineage[^1].From), Started = Sets.At(_now), Finished = Sets.At(_now), CopyOnly = copyOnly,
            DifferentialBase = kind == BackupSetKind.Differential ? _base!.Set.Id : Guid.Empty, Bulk = kind == BackupSetKind.Log && _random.Next(8) == 0, Damaged = _random.Next(12) == 0,
        };
        var taken = new TakenSet(set, _now, first, _lsn, [.. _commits], [.. _lineage], kind == BackupSetKind.Differential ? _base : null);
        // Somebody else's, or lost: it happened, and nobody has it.
        if (_random.Next(10) != 0 || _taken.Count == 0) _taken.Add(taken);
        if (kind == BackupSetKind.Log) _logFrom = _lsn;
        else if (!_chain && !copyOnly) (_chain, _logFrom) = (true, _lsn);
        if (kind == BackupSetKind.Full && !copyOnly) _base = taken;
        _now++;
    }

    /// <summary>Restored to an earlier commit of the present path, and opened: a new path begins there.</summary>
    private void GoBack()
    {
        var from = _lineage[^1].From;
        var candidates = _commits.Where(commit => commit.Lsn > from && commit.Lsn >= _logFrom - 40 && commit.Lsn > 110).ToList();
        if (!_chain || candidates.Count == 0) return;
        var to = candidates[_random.Next(candidates.Count)];
        var point = to.Lsn + 1;
        var whole = _taken.Where(taken => taken.Set.Kind == BackupSetKind.Log && taken.Last <= point && taken.Last >= from && taken.Lineage[^1].Fork == _lineage[^1].Fork).Select(taken => taken.Last).DefaultIfEmpty(point).Max();
        _logFrom = _random.Next(2) == 0 ? whole : point;
        _base = _taken.LastOrDefault(taken => taken.Set is { Kind: BackupSetKind.Full, CopyOnly: false } && taken.Last <= point && taken.Commits.All(_commits.Contains) && Covers(taken, point));
        Lost.Add((_held.Count == 0 ? 0 : _taken.Select(taken => taken.Time).DefaultIfEmpty(0).Max(), _now));
        _commits = [.. _commits.Where(commit => commit.Lsn <= to.Lsn)];
        _lineage = [.. _lineage, new Segment(Sets.Id(1_000_000 + _nextId++), point)];
        _lsn = point + 1;
        _now++;
    }

    private bool Covers(TakenSet taken, int point) => taken.Lineage.Select((segment, index) => index < _lineage.Count && _lineage[index] == segment).All(same => same) && taken.Last <= point;

    private Guid ForkAt(int lsn) => _lineage.Last(segment => segment.From <= lsn || segment == _lineage[0]) is var at && at.From == lsn && _lineage.Count > 1 && at != _lineage[0] && _pending(at) ? _lineage[_lineage.IndexOf(at) - 1].Fork : at.Fork;

    // The first log of a path may begin exactly where the path does; it then names the path it came from.
    private bool _pending(Segment at) => at == _lineage[^1] && !_taken.Any(taken => taken.Set.Kind == BackupSetKind.Log && taken.Lineage[^1].Fork == at.Fork);

    internal sealed record Commit(int Time, int Lsn, int Id);

    /// <param name="From">LSN at which the path begins.</param>
    internal sealed record Segment(Guid Fork, int From);

    /// <param name="Commits">Everything the database held when it was taken.</param>
    internal sealed record TakenSet(BackupSet Set, int Time, int First, int Last, IReadOnlyList<Commit> Commits, IReadOnlyList<Segment> Lineage, TakenSet? Base);
}
