namespace PerfAnalyzers.Benchmarks.Synthetic;

/// <summary>What one part of the generated code looks like; <c>#</c> is its number.</summary>
internal static class Frames
{
    public const string ServerFinding = """
        foreach (var id in ids)
                {
                    var one = await db.Entities#.FirstOrDefaultAsync(e => e.Id == id, token);
                    total += one?.Amount ?? 0;
                }
        """;

    public const string PlainFinding = """
        foreach (var name in names)
                {
                    if (others.Contains(name))
                        total++;
                }
        """;

    public const string Server = """
        using System.Globalization;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.Logging;

        namespace Bench;

        public class Entity#
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
            public decimal Amount { get; set; }
            public DateTime CreatedAt { get; set; }
            public int? ParentId { get; set; }
            public Entity#? Parent { get; set; }
            public List<Entity#> Children { get; set; } = new();
        }

        public record Entity#Dto(int Id, string Name, decimal Amount, string? ParentName);

        public interface IEntity#Repository
        {
            Task<Entity#?> FindAsync(int id, CancellationToken token);
            Task<List<Entity#>> ForParentAsync(int parentId, int take, CancellationToken token);
            Task<Dictionary<int, Entity#>> ByIdsAsync(IReadOnlyCollection<int> ids, CancellationToken token);
            void Add(Entity# entity);
        }

        public class Entity#Repository : IEntity#Repository
        {
            private readonly Database db;

            public Entity#Repository(Database db) => this.db = db;

            public Task<Entity#?> FindAsync(int id, CancellationToken token) =>
                db.Entities#.Include(e => e.Parent).FirstOrDefaultAsync(e => e.Id == id, token);

            public Task<List<Entity#>> ForParentAsync(int parentId, int take, CancellationToken token) =>
                db.Entities#.Where(e => e.ParentId == parentId).OrderBy(e => e.Id).Take(take).ToListAsync(token);

            public Task<Dictionary<int, Entity#>> ByIdsAsync(IReadOnlyCollection<int> ids, CancellationToken token) =>
                db.Entities#.Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, token);

            public void Add(Entity# entity) => db.Entities#.Add(entity);
        }

        public interface IEntity#Service
        {
            Task<Entity#Dto?> GetAsync(int id, CancellationToken token);
            Task<decimal> TotalAsync(int parentId, IReadOnlyCollection<int> ids, CancellationToken token);
        }

        public class Entity#Service : IEntity#Service
        {
            private readonly IEntity#Repository repository;
            private readonly IEntity#BEFORE#Repository before;
            private readonly Database db;
            private readonly ILogger<Entity#Service> logger;

            public Entity#Service(IEntity#Repository repository, IEntity#BEFORE#Repository before, Database db, ILogger<Entity#Service> logger)
            {
                this.repository = repository;
                this.before = before;
                this.db = db;
                this.logger = logger;
            }

            public async Task<Entity#Dto?> GetAsync(int id, CancellationToken token)
            {
                var entity = await repository.FindAsync(id, token);
                if (entity is null)
                {
                    logger.LogInformation("Nothing with id {Id}", id);
                    return null;
                }

                return Map(entity);
            }

            public async Task<decimal> TotalAsync(int parentId, IReadOnlyCollection<int> ids, CancellationToken token)
            {
                var children = await repository.ForParentAsync(parentId, 100, token);
                var known = await before.ByIdsAsync(ids, token);
                var total = 0m;
                foreach (var child in children)
                {
                    if (known.TryGetValue(child.Id, out var other))
                        total += child.Amount - other.Amount;
                    else if (child.Amount > 10 && child.Name.StartsWith("x", StringComparison.Ordinal))
                        total += Weight(child);
                }

                /*FINDING*/
                var names = children.Select(c => c.Name.Trim()).Distinct().OrderBy(n => n).ToList();
                for (var i = 0; i < names.Count; i++)
                    logger.LogDebug("{Number}: {Name}", i, names[i]);

                return total;
            }

            private static decimal Weight(Entity# entity) => entity.Amount * entity.Children.Count / Math.Max(1, entity.Name.Length);

            private static Entity#Dto Map(Entity# entity) =>
                new(entity.Id, entity.Name, entity.Amount, entity.Parent?.Name ?? entity.CreatedAt.ToString("d", CultureInfo.InvariantCulture));
        }

        [ApiController]
        [Route("entities#")]
        public class Entity#Controller : ControllerBase
        {
            private readonly IEntity#Service service;

            public Entity#Controller(IEntity#Service service) => this.service = service;

            [HttpGet("{id}")]
            public async Task<ActionResult<Entity#Dto>> Get(int id, CancellationToken token) =>
                await service.GetAsync(id, token) is { } found ? Ok(found) : NotFound();

            [HttpPost("{id}/total")]
            public async Task<ActionResult<decimal>> Total(int id, [FromBody] int[] ids, CancellationToken token) =>
                Ok(await service.TotalAsync(id, ids.Take(100).ToArray(), token));
        }

        """;

    public const string Plain = """
        using System.Globalization;
        using System.Text;

        namespace Bench;

        public sealed class Model#
        {
            private readonly Dictionary<string, double> weights = new();
            private readonly List<double> values = new();

            public Model#(IEnumerable<double> values, string name)
            {
                this.values.AddRange(values);
                Name = name;
            }

            public string Name { get; }

            public double Mean => values.Count == 0 ? 0 : values.Average();

            public double Score(double x)
            {
                var sum = 0.0;
                for (var i = 0; i < values.Count; i++)
                {
                    var difference = values[i] - x;
                    sum += difference * difference;
                }

                return Math.Sqrt(sum) + Model#BEFORE#.Bias(x);
            }

            public static double Bias(double x) => x switch
            {
                < 0 => -1,
                > 100 when x % 2 > 1 => 0.5,
                _ => Math.Log(1 + Math.Abs(x)),
            };

            public string Describe()
            {
                var text = new StringBuilder();
                foreach (var (key, weight) in weights)
                    text.Append(key).Append('=').Append(weight.ToString("0.00", CultureInfo.InvariantCulture)).Append(';');

                return text.ToString();
            }

            public int Overlap(IReadOnlyList<string> names, List<string> others)
            {
                var total = 0;
                var known = new HashSet<string>(others, StringComparer.OrdinalIgnoreCase);
                foreach (var name in names)
                {
                    if (known.Contains(name))
                        total++;
                }

                /*FINDING*/
                return total;
            }

            public IEnumerable<string> Words(string sentence) =>
                sentence.Split(' ').Where(w => w.Length > 2).Select(w => w.ToUpperInvariant()).Distinct().OrderBy(w => w);

            public void Learn(string key, double weight)
            {
                weights[key] = weights.TryGetValue(key, out var known) ? known + weight : weight;
                if (weights.Count > 1_000)
                    weights.Clear();
            }
        }

        """;
}
