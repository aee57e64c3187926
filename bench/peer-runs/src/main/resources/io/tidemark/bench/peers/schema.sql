-- R1 in tables. Amounts and points are units of four decimals.
create table product (sku text primary key, class int not null);
create table rep (id text primary key, location text not null, distributor text not null, region text not null);
create table activity (
  id text primary key, original text, rep text not null, period text not null, class int not null,
  quantity bigint not null, amount bigint, returned bigint not null default 0);
create table standing (
  period text, rep text, v0 bigint not null, v1 bigint not null, v2 bigint not null, v3 bigint not null, v4 bigint not null,
  points bigint not null, tier text not null, primary key (period, rep));
create index standing_rank on standing (period, points desc);
create table board (board text, period text, member text, points bigint not null, primary key (board, period, member));
create index board_rank on board (board, period, points desc);

-- base plus base × area / volume, rounded half to even
create function points(base numeric, volume numeric) returns bigint language plpgsql immutable as $$
declare
  area numeric := greatest(least(volume, 1000000000) - 500000000, 0) * 2500
    + greatest(least(volume, 2500000000) - 1000000000, 0) * 5000 + greatest(volume - 2500000000, 0) * 10000;
  whole numeric := volume * 10000;
  quotient numeric;
  rest numeric;
begin
  if area = 0 then return base; end if;
  quotient := div(base * area, whole);
  rest := base * area - quotient * whole;
  if 2 * rest > whole or (2 * rest = whole and mod(quotient, 2) = 1) then quotient := quotient + 1; end if;
  return base + quotient;
end $$;

create function tier(volume bigint) returns text language sql immutable as $$
  select case when volume >= 2500000000 then 'platinum' when volume >= 1000000000 then 'gold'
    when volume >= 250000000 then 'silver' else 'bronze' end $$;

-- Adds gains by rep, period and class to standings and boards.
create type gain as (rep text, period text, class int, amount bigint);
create function settle(gains gain[]) returns void language sql as $$
  with g as (
    select rep, period,
      sum(amount) filter (where class = 0) v0, sum(amount) filter (where class = 1) v1, sum(amount) filter (where class = 2) v2,
      sum(amount) filter (where class = 3) v3, sum(amount) filter (where class = 4) v4
    from unnest(gains) group by rep, period),
  n as (
    select g.rep, g.period, coalesce(s.points, 0) before,
      coalesce(s.v0, 0) + coalesce(g.v0, 0) v0, coalesce(s.v1, 0) + coalesce(g.v1, 0) v1, coalesce(s.v2, 0) + coalesce(g.v2, 0) v2,
      coalesce(s.v3, 0) + coalesce(g.v3, 0) v3, coalesce(s.v4, 0) + coalesce(g.v4, 0) v4
    from g left join standing s on s.period = g.period and s.rep = g.rep),
  p as (
    select n.*, points(v0 + v1 * 1.25 + v2 * 1.5 + v3 * 2 + v4 * 3, v0 + v1 + v2 + v3 + v4) points,
      tier((v0 + v1 + v2 + v3 + v4)::bigint) tier
    from n),
  written as (
    insert into standing select period, rep, v0, v1, v2, v3, v4, points, tier from p
    on conflict (period, rep) do update set v0 = excluded.v0, v1 = excluded.v1, v2 = excluded.v2, v3 = excluded.v3, v4 = excluded.v4,
      points = excluded.points, tier = excluded.tier)
  insert into board
    select l.board, p.period, l.member, sum(p.points - p.before)
    from p join rep r on r.id = p.rep
      cross join lateral (values ('locations', r.location), ('distributors', r.distributor), ('regions', r.region)) l (board, member)
    group by l.board, p.period, l.member
  on conflict (board, period, member) do update set points = board.points + excluded.points $$;

-- Scores some transactions: sales, then returns of them or of earlier ones. Returns count up to what was sold.
create function score(ids text[], originals text[], reps text[], skus text[], periods text[], quantities bigint[], amounts bigint[])
returns void language plpgsql as $$
declare
  sales gain[];
  returned gain[];
begin
  with fresh as (
    insert into activity (id, rep, period, class, quantity, amount)
      select i.id, i.rep, i.period, p.class, i.quantity, i.amount
      from unnest(ids, originals, reps, skus, periods, quantities, amounts) i (id, original, rep, sku, period, quantity, amount)
        join product p on p.sku = i.sku
      where i.original is null
    on conflict (id) do nothing returning rep, period, class, amount)
  select array_agg(row(rep, period, class, amount)::gain) into sales from fresh;

  with fresh as (
    insert into activity (id, original, rep, period, class, quantity)
      select i.id, i.original, s.rep, s.period, s.class, i.quantity
      from unnest(ids, originals, quantities) i (id, original, quantity) join activity s on s.id = i.original
    on conflict (id) do nothing returning original, quantity),
  asked as (select original, sum(quantity) quantity from fresh group by original),
  before as (select s.id, s.returned, asked.quantity from asked join activity s on s.id = asked.original),
  written as (
    update activity s set returned = least(s.quantity, s.returned + b.quantity) from before b where s.id = b.id
    returning s.rep, s.period, s.class, s.amount * (b.returned - s.returned) / s.quantity gain)
  select array_agg(row(rep, period, class, gain)::gain) into returned from written;

  perform settle(array_cat(sales, returned));
end $$;
