using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

/// <summary>Queries whose rows a mapper turns into something else: the key is one of what it makes, or of the same name there.</summary>
public sealed class QueryInLoopMappedFixTests
{
    private const string Keys = "var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();\n        ";

    [Fact]
    public Task Fixes_a_row_that_is_found_by_what_the_mapper_made() => Verify.FixSinglyAsync(
        Code("var row = await db.Customers.ProjectTo<CustomerDto>(mapper).[|FirstOrDefaultAsync(c => c.Id == order.CustomerId)|];"),
        Code("var row = customersById[order.CustomerId].FirstOrDefault();", Keys + "var customersById = (await db.Customers.ProjectTo<CustomerDto>(mapper).Where(c => customerIds.Contains(c.Id)).ToListAsync()).ToLookup(c => c.Id);\n        "),
        QueryInLoopFix.LoadBeforeLoopOfOneRow);

    [Fact]
    public Task Fixes_a_row_that_is_found_before_the_mapper() => Verify.FixSinglyAsync(
        Code("var row = await db.Customers.Where(c => c.Id == order.CustomerId).ProjectTo<CustomerDto>(mapper).[|SingleOrDefaultAsync()|];"),
        Code("var row = customersById.GetValueOrDefault(order.CustomerId);", Keys + "var customersById = await db.Customers.Where(c => customerIds.Contains(c.Id)).ProjectTo<CustomerDto>(mapper).ToDictionaryAsync(c => c.Id);\n        "),
        QueryInLoopFix.LoadBeforeLoopOfMappedKey);

    [Fact]
    public Task Fixes_rows_behind_a_method()
    {
        const string One = "public async Task<CustomerDto?> GetAsync(int id) => await db.Customers.ProjectTo<CustomerDto>(mapper).FirstOrDefaultAsync(c => c.Id == id);";
        const string Many = "\n\n    public async Task<ILookup<int, CustomerDto>> GetByIdsAsync(IReadOnlyCollection<int> ids) => (await db.Customers.ProjectTo<CustomerDto>(mapper).Where(c => ids.Contains(c.Id)).ToListAsync()).ToLookup(c => c.Id);";
        return Verify.FixSinglyAsync(
            Code("var row = await [|GetAsync(order.CustomerId)|];", "", One),
            Code("var row = customersById[order.CustomerId].FirstOrDefault();", Keys + "var customersById = await GetByIdsAsync(customerIds);\n        ", One + Many),
            QueryInLoopFix.LoadBeforeLoopOfOneRow);
    }

    [Theory]
    [InlineData("var row = await db.Orders.Where(o => o.CustomerId == order.CustomerId).ProjectTo<CustomerDto>(mapper).[|SingleOrDefaultAsync()|];")]
    [InlineData("var row = await db.Customers.ProjectTo<CustomerDto>(mapper).OrderBy(c => c.Name).[|FirstOrDefaultAsync(c => c.Id == order.CustomerId)|];")]
    [InlineData("var row = await db.Customers.ProjectTo<CustomerDto>(mapper).Where(c => c.Id == order.CustomerId).Select(c => c.Name).[|FirstOrDefaultAsync()|];")]
    [InlineData("var row = await db.Customers.ProjectTo<CustomerDto>(order).[|FirstOrDefaultAsync(c => c.Id == order.CustomerId)|];")]
    [InlineData("var row = await db.Customers.ProjectTo<CustomerDto>(mapper).[|FirstAsync(c => c.Id == order.CustomerId)|]; row.Name = \"\";")]
    public Task OffersNoFix_where_the_key_gets_lost_or_the_objects_are_changed(string statement) => Verify.NoFixAsync(Code(statement));

    private static string Code(string statement, string before = "", string members = "") => $$"""
        using AutoMapper.QueryableExtensions;
        using Microsoft.EntityFrameworkCore;

        namespace AutoMapper.QueryableExtensions
        {
            public static class Extensions
            {
                public static IQueryable<TDestination> ProjectTo<TDestination>(this IQueryable source, object configuration, params string[] membersToExpand) => throw new NotImplementedException();
            }
        }

        public class CustomerDto
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
        }

        public class Service
        {
            private readonly ShopContext db = new();
            private readonly object mapper = new();

            public async Task Run(List<Order> orders)
            {
                {{before}}foreach (var order in orders)
                {
                    {{statement}}
                    Console.WriteLine(row);
                }
            }

            {{members}}
        }
        {{Shop.Model}}
        """;
}
